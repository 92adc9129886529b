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

  private final Relay relay;
  private final int loop;
  private final LongSupplier clock;
  private long times;
  private long logAgainNanos;

  GuardedRelay(Relay relay, int loop, LongSupplier clock) {
    this.relay = relay;
    this.loop = loop;
    this.clock = clock;
    this.logAgainNanos = clock.getAsLong();
  }

  /** Runs a task of the relay. */
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

  @Override
  public void beginBatch() {
    try {
      relay.beginBatch();
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    try {
      relay.fromClient(listenAddress, client, datagram);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void handedOver(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    try {
      relay.handedOver(fromLoop, listenAddress, client, datagram);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void notHandedOver(int listenAddress, int bytes) {
    try {
      relay.notHandedOver(listenAddress, bytes);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void fromGateway(Upstream upstream, ByteBuffer datagram) {
    try {
      relay.fromGateway(upstream, datagram);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void truncatedFromClient(int listenAddress) {
    try {
      relay.truncatedFromClient(listenAddress);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void truncatedFromGateway(Upstream upstream) {
    try {
      relay.truncatedFromGateway(upstream);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void overflowedFromClients(int listenAddress, int datagrams) {
    try {
      relay.overflowedFromClients(listenAddress, datagrams);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void overflowedFromGateway(Upstream upstream, int datagrams) {
    try {
      relay.overflowedFromGateway(upstream, datagrams);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void notSentToGateway(Upstream upstream, int bytes, SendFailure failure) {
    try {
      relay.notSentToGateway(upstream, bytes, failure);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void notSentToClient(int listenAddress, int bytes, SendFailure failure) {
    try {
      relay.notSentToClient(listenAddress, bytes, failure);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }

  @Override
  public void refused(Upstream upstream) {
    try {
      relay.refused(upstream);
    } catch (RuntimeException | Error e) {
      unexpected(e);
    }
  }
}
