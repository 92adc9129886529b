package org.ikelb.bench.traffic;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends to a gateway that echoes, whenever something has come back.
 *
 * <p>Used on the clients' event loop, but for {@link #run}.
 */
final class EchoedRun implements Client.EspListener {
  private static final int STALLED_MILLIS = 100;
  private static final int DRAIN_MILLIS = 300;

  private final EventLoop loop;
  private final Pump pump;
  private final Tally tally;
  private long received;
  private long receivedBefore;
  private long lost;
  private boolean sending;

  EchoedRun(EventLoop loop, Pump pump, Tally tally) {
    this.loop = loop;
    this.pump = pump;
    this.tally = tally;
  }

  Outcome run(long nanos) {
    Promise<Outcome> outcome = loop.newPromise();
    ScheduledFuture<?> stalls =
        loop.scheduleAtFixedRate(
            this::giveUpLost, STALLED_MILLIS, STALLED_MILLIS, TimeUnit.MILLISECONDS);
    loop.execute(() -> begin(nanos, outcome));
    outcome.syncUninterruptibly();
    stalls.cancel(false);
    return outcome.getNow();
  }

  private void begin(long nanos, Promise<Outcome> outcome) {
    long start = System.nanoTime();
    sending = true;
    batchDone();
    var unused = loop.schedule(() -> end(start, outcome), nanos, TimeUnit.NANOSECONDS);
  }

  private void end(long start, Promise<Outcome> outcome) {
    sending = false;
    long inTime = received;
    long took = System.nanoTime() - start;
    var unused =
        loop.schedule(
            () -> {
              outcome.setSuccess(new Outcome(pump.sent(), received, inTime, took));
            },
            DRAIN_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void esp(int bytes) {
    received += tally.datagrams(bytes);
  }

  @Override
  public void batchDone() {
    if (sending) {
      pump.fill(pump.sent() - received - lost);
    }
  }

  private void giveUpLost() {
    if (received == receivedBefore) {
      lost = pump.sent() - received;
      batchDone();
    }
    receivedBefore = received;
  }
}
