package org.ikelb.core.state;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.follow.Login;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.spi.Key;

/**
 * A session, as it is written down. Its times are of the wall clock and {@linkplain CoarseTime
 * coarse}.
 *
 * @param number its number
 * @param group the persistency group's name
 * @param initiatorSpi of the IKE_SA_INIT that opened it
 * @param key of its binding; empty: it has none
 * @param placement why it is on its gateway
 * @param openedAt when
 * @param state how far it has come
 * @param login how far its login has come
 * @param gateway its gateway
 * @param gatewayAddress the address it uses of it
 * @param source ikelb's address towards it; the wildcard where the kernel chose
 */
public record SavedSession(
    long number,
    String group,
    long initiatorSpi,
    Optional<Key> key,
    String placement,
    Instant openedAt,
    SessionState state,
    SavedLogin login,
    GatewayId gateway,
    InetAddress gatewayAddress,
    InetAddress source,
    List<Sa> ikeSas,
    List<Path> upstreams,
    List<Left> left) {

  public SavedSession {
    ikeSas = List.copyOf(ikeSas);
    upstreams = List.copyOf(upstreams);
    left = List.copyOf(left);
  }

  /**
   * How far a login has come.
   *
   * @param since when it began or was last answered; nothing while it has not begun
   */
  public record SavedLogin(Login.Stage stage, Instant since) {}

  /**
   * Where the client was on a virtual server before its upstream there closed.
   *
   * @param virtualServer its name
   * @param client the client's endpoint
   * @param listen the address the client sent to
   */
  public record Left(String virtualServer, InetSocketAddress client, InetSocketAddress listen) {}

  /**
   * An IKE SA.
   *
   * @param lastRequest the highest id of a request that the client's endpoint has sent; -1: none
   * @param presumedDeleted whether a DELETE seems to have ended it
   */
  public record Sa(SpiPair pair, long lastRequest, boolean presumedDeleted) {}

  /**
   * An upstream.
   *
   * @param virtualServer its virtual server's name
   * @param client the client's endpoint
   * @param listen the address the client sends to
   * @param port ikelb's own port towards the gateway
   * @param loop the event loop that relays it
   * @param lastSeen when the client last sent something
   * @param espSpis that the client has sent, latest first
   */
  public record Path(
      String virtualServer,
      InetSocketAddress client,
      InetSocketAddress listen,
      int port,
      int loop,
      Instant lastSeen,
      List<Integer> espSpis) {

    public Path {
      espSpis = List.copyOf(espSpis);
    }
  }
}
