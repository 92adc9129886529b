package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/**
 * A tunnel in which ten pings a second go on while something happens to it.
 *
 * <p>Not thread-safe.
 */
public final class PingedTunnel implements AutoCloseable {
  private static final int BEFORE = 8;
  private static final int PINGS_A_SECOND = 10;

  private final VpnClient client;
  private final Pinging pinging;

  private PingedTunnel(VpnClient client) {
    this.client = client;
    this.pinging = client.startPinging();
  }

  /** Dials, and pings for about a second. */
  public static PingedTunnel dial(VpnClient client, String connection) {
    client.dial(connection);
    return over(client);
  }

  /** Pings for about a second through the tunnel that the client has. */
  public static PingedTunnel over(VpnClient client) {
    client.ping(3);
    PingedTunnel tunnel = new PingedTunnel(client);
    tunnel.awaitPings(BEFORE);
    return tunnel;
  }

  /** Waits until so much more time has passed, measured in pings sent. */
  public PingedTunnel goOn(Duration time) {
    awaitPings((int) (time.toMillis() * PINGS_A_SECOND / 1_000));
    return this;
  }

  private void awaitPings(int count) {
    int until = pinging.soFar() + count;
    await("pings of " + client.name())
        .atMost(10 + 2L * count / PINGS_A_SECOND, SECONDS)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> pinging.soFar() >= until);
  }

  /** The last ping of which it is known whether it was answered. */
  public int soFar() {
    return pinging.soFar();
  }

  /** Ends the pings, leaves the tunnel, and says how many were lost. */
  public long lost() {
    return answers().lost();
  }

  /** Ends the pings, leaves the tunnel, and says which were answered. */
  public Pinging.Answers answers() {
    return pinging.stop();
  }

  /** Ends the pings, if they go on, and the tunnel. */
  @Override
  public void close() {
    pinging.stop();
    client.hangUp();
  }
}
