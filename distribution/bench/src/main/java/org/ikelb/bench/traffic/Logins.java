package org.ikelb.bench.traffic;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lets many clients take the same steps, some at a time, and sends again what is not answered.
 *
 * <p>Used on the clients' event loop, but for {@link #run}.
 */
final class Logins {
  static final int AS_FAST_AS_THEY_ARE_ANSWERED = 0;
  private static final int AT_A_TIME = 64;
  private static final int MOST_AT_A_TIME = 256;
  private static final int BATCH_MILLIS = 5;
  private static final int RETRY_MILLIS = 500;
  private static final int MOST_RETRIES = 10;

  private final EventLoop loop;
  private final List<Client> clients;
  private final List<Step> steps;
  private final int perSecond;
  private final Promise<Integer> finished;
  private final Map<Client, Integer> retries = new HashMap<>();
  private int begun;
  private int done;
  private int resent;

  Logins(EventLoop loop, List<Client> clients, List<Step> steps, int perSecond) {
    this.loop = loop;
    this.perSecond = perSecond;
    this.clients = clients;
    this.steps = steps;
    this.finished = loop.newPromise();
  }

  /** Returns when all have taken all steps, with the number of datagrams that were sent again. */
  int run() {
    long start = System.nanoTime();
    ScheduledFuture<?> pace =
        loop.scheduleAtFixedRate(() -> keepPace(start), 0, BATCH_MILLIS, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> timer =
        loop.scheduleAtFixedRate(
            this::sendAgain, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    try {
      return finished.syncUninterruptibly().getNow();
    } finally {
      timer.cancel(false);
      pace.cancel(false);
    }
  }

  private void keepPace(long start) {
    long due =
        perSecond == AS_FAST_AS_THEY_ARE_ANSWERED
            ? done + AT_A_TIME
            : (System.nanoTime() - start) * perSecond / 1_000_000_000L;
    // whoever is cold would never catch up with all that is sent again
    while (begun < Math.min(due, clients.size()) && begun - done < MOST_AT_A_TIME) {
      beginNext();
    }
  }

  private void beginNext() {
    if (begun < clients.size()) {
      Client client = clients.get(begun++);
      retries.put(client, -1); // it waits for less than a whole interval when it is first seen
      client.begin(steps, () -> ended(client));
    }
  }

  private void ended(Client client) {
    retries.remove(client);
    if (++done == clients.size()) {
      finished.trySuccess(resent);
    }
    if (perSecond == AS_FAST_AS_THEY_ARE_ANSWERED) {
      beginNext();
    }
  }

  private void sendAgain() {
    for (Client client : List.copyOf(retries.keySet())) {
      int before = retries.merge(client, 1, Integer::sum);
      if (before > MOST_RETRIES) {
        finished.tryFailure(
            new IllegalStateException(
                "no answer to %s after %d attempts; %d of %d clients were done"
                    .formatted(client.step(), before, done, clients.size())));
      } else if (before > 0 && client.waits()) {
        resent++;
        client.send();
      }
    }
  }
}
