package org.ikelb.listener.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Upstream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay that never throws: what the real one throws is counted, and logged once in 10 s.
 *
 * <p>Used on its event loop only.
 */
final class GuardedRelay implements Relay {
  private static final Logger log = LoggerFactory.getLogger(GuardedRelay.class);
  private static final long LOG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int NO_ADDRESS = -1;

  private final Relay relay;
  private final Runnable beginBatch;
  private final int loop;
  private final LongSupplier clock;
  private long times;
  private long logAgainNanos;

  GuardedRelay(Relay relay, int loop, LongSupplier clock) {
    this.relay = relay;
    this.beginBatch = relay::beginBatch;
    this.loop = loop;
    this.clock = clock;
    this.logAgainNanos = clock.getAsLong();
  }

  /** Runs a task of the relay. What happens with each datagram does not come here: see below. */
  void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  /** Asks the relay; no is the answer of one that throws. */
  boolean guarded(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (RuntimeException | Error e) {
      unexpected(e);
      return false;
    }
  }

  /** Something was thrown on the loop that should not have been. */
  void unexpected(Throwable cause) {
    times++;
    long now = clock.getAsLong();
    if (now - logAgainNanos >= 0) {
      logAgainNanos = now + LOG_INTERVAL_NANOS;
      if (cause instanceof IOException) {
        log.warn(
            "event=socket-error loop={} times={} error=\"{}\"", loop, times, cause.getMessage());
      } else {
        log.error("event=unexpected-exception loop={} times={}", loop, times, cause);
      }
      times = 0;
    }
  }

  /**
   * A call for a datagram. It captures nothing, so that it is made once and not for each datagram.
   *
   * @param <S> who sent it
   */
  private interface DatagramCall<S> {
    void on(Relay relay, int fromLoop, int listenAddress, S sender, ByteBuffer datagram);
  }

  private <S> void guarded(
      DatagramCall<S> call, int fromLoop, int listenAddress, S sender, ByteBuffer datagram) {
    try {
      call.on(relay, fromLoop, listenAddress, sender, datagram);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void beginBatch() {
    guarded(beginBatch);
  }

  @Override
  public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    guarded(
        (to, loop, address, sender, bytes) -> to.fromClient(address, sender, bytes),
        loop,
        listenAddress,
        client,
        datagram);
  }

  @Override
  public void handedOver(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    guarded(Relay::handedOver, fromLoop, listenAddress, client, datagram);
  }

  @Override
  public void waited(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    guarded(Relay::waited, fromLoop, listenAddress, client, datagram);
  }

  @Override
  public void fromGateway(Upstream upstream, ByteBuffer datagram) {
    guarded(
        (to, loop, address, sender, bytes) -> to.fromGateway(sender, bytes),
        loop,
        NO_ADDRESS,
        upstream,
        datagram);
  }

  @Override
  public void notHandedOver(int listenAddress, int bytes) {
    guarded(() -> relay.notHandedOver(listenAddress, bytes));
  }

  @Override
  public void truncatedFromClient(int listenAddress) {
    guarded(() -> relay.truncatedFromClient(listenAddress));
  }

  @Override
  public void truncatedFromGateway(Upstream upstream) {
    guarded(() -> relay.truncatedFromGateway(upstream));
  }

  @Override
  public void overflowedFromClients(int listenAddress, int datagrams) {
    guarded(() -> relay.overflowedFromClients(listenAddress, datagrams));
  }

  @Override
  public void overflowedFromGateway(Upstream upstream, int datagrams) {
    guarded(() -> relay.overflowedFromGateway(upstream, datagrams));
  }

  @Override
  public void notSentToGateway(Upstream upstream, int bytes, SendFailure failure) {
    guarded(() -> relay.notSentToGateway(upstream, bytes, failure));
  }

  @Override
  public void notSentToClient(int listenAddress, int bytes, SendFailure failure) {
    guarded(() -> relay.notSentToClient(listenAddress, bytes, failure));
  }

  @Override
  public void refused(Upstream upstream) {
    guarded(() -> relay.refused(upstream));
  }
}
