package org.ikelb.monitor.icmp;

import com.sun.jna.LastErrorException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ikelb.api.text.AddressText;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;
import org.jspecify.annotations.Nullable;

/**
 * Pings a gateway: one ICMP or ICMPv6 echo request, and a second one if half of the time brought no
 * reply.
 *
 * <table>
 * <caption>Verdicts</caption>
 * <tr><td>UP</td><td>the gateway replied to a request of this very probe</td></tr>
 * <tr><td>DOWN</td><td>no reply in time; the detail says if somebody on the way, or the gateway,
 *     called it unreachable</td></tr>
 * <tr><td>UNKNOWN</td><td>nothing could be sent: not permitted, the source address is not on this
 *     machine, no route, or the like</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class IcmpMonitor implements HealthMonitor {
  private final Supplier<LibC> loader;
  private final Consumer<IcmpMonitor> closed;
  // A reply is known by a nonce that nobody should be able to guess.
  private final SecureRandom random = new SecureRandom();
  private @Nullable LibC libC;
  private volatile Optional<String> obstacle = Optional.empty();

  /**
   * @param closed called when it is closed
   */
  IcmpMonitor(Supplier<LibC> loader, Consumer<IcmpMonitor> closed) {
    this.loader = loader;
    this.closed = closed;
  }

  /** Why no gateway can be pinged, and what to do; empty if the last probe could be made. */
  Optional<String> obstacle() {
    return obstacle;
  }

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws InterruptedException {
    InetAddress peer = target.address();
    try (EchoSocket socket = EchoSocket.open(libC(), peer, target.source())) {
      obstacle = Optional.empty();
      return new Ping(socket, new Echo(peer instanceof Inet6Address, random), peer).run(timeout);
    } catch (NotPermitted e) {
      obstacle = Optional.of(String.valueOf(e.getMessage()));
      return unknown("not permitted to ping, see warnings");
    } catch (LastErrorException e) {
      String from = target.source().map(source -> " from " + AddressText.of(source)).orElse("");
      return unknown("cannot ping" + from + ": " + e.getMessage());
    } catch (LinkageError e) {
      // The first error has the cause; later ones only say that there was one.
      obstacle = obstacle.or(() -> Optional.of(notLoaded(e)));
      return unknown("cannot ping, see warnings");
    }
  }

  private static String notLoaded(LinkageError e) {
    return "The native library of JNA cannot be loaded, so gateways cannot be pinged: "
        + e.getMessage()
        + ". If the folder for temporary files does not allow programs (noexec), name another one"
        + " with IKELB_JAVA_OPTS=-Djna.tmpdir=FOLDER and restart.";
  }

  private synchronized LibC libC() {
    LibC loaded = libC == null ? loader.get() : libC;
    libC = loaded;
    return loaded;
  }

  private static ProbeResult unknown(String detail) {
    return new ProbeResult(Verdict.UNKNOWN, detail, Duration.ZERO);
  }

  @Override
  public void close() {
    closed.accept(this);
  }
}
