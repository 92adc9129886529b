package org.ikelb.core.traffic;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.client.Source;

/**
 * The latest logins at a gateway, and which of them came to carry data. That somebody was let in is
 * not enough: with an empty pool of addresses, or a certificate that clients do not trust, IKE goes
 * well and nothing else does.
 *
 * <p>Thread-safe; the lock is held for a few instructions on loops.
 */
public final class LoginTally {
  static final int MOST = 200;
  static final long SPAN_NANOS = TimeUnit.MINUTES.toNanos(30);

  /** A login that is younger may still come to something. */
  static final long UNDECIDED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** One laptop with a wrong password that tries all night is one laptop. */
  static final int MOST_OF_SOURCE = 10;

  private final Deque<Login> logins = new ArrayDeque<>();

  /** One that has begun. */
  public static final class Login {
    private final Source source;
    private final long begunNanos;
    private volatile boolean finished;

    Login(Source source, long begunNanos) {
      this.source = source;
      this.begunNanos = begunNanos;
    }

    /** It has come to carry data. */
    public void finish() {
      finished = true;
    }
  }

  /**
   * How many there were lately.
   *
   * @param begun those that have had time to finish; of the unfinished ones of one source at most
   *     {@link #MOST_OF_SOURCE}
   * @param finished those of them that came to carry data
   * @param sources from so many sources some did not
   */
  public record Recent(int begun, int finished, int sources) {
    public int unfinished() {
      return begun - finished;
    }

    /** Both together. */
    public Recent plus(Recent other) {
      return new Recent(begun + other.begun, finished + other.finished, sources + other.sources);
    }

    /** Without those of one of them. */
    public Recent minus(Recent one) {
      return new Recent(begun - one.begun, finished - one.finished, sources - one.sources);
    }
  }

  /** A client sends its first IKE_AUTH. */
  public synchronized Login begun(InetAddress client, long nowNanos) {
    Login login = new Login(Source.of(client), nowNanos);
    if (logins.size() == MOST) {
      logins.removeFirst();
    }
    logins.addLast(login);
    return login;
  }

  public synchronized Recent recent(long nowNanos) {
    while (!logins.isEmpty() && nowNanos - logins.getFirst().begunNanos > SPAN_NANOS) {
      logins.removeFirst();
    }
    int finished = 0;
    Map<Source, Integer> unfinished = new HashMap<>();
    for (Login login : logins) {
      if (login.finished) {
        finished++;
      } else if (nowNanos - login.begunNanos >= UNDECIDED_NANOS) {
        unfinished.merge(login.source, 1, (a, b) -> Math.min(MOST_OF_SOURCE, a + b));
      }
    }
    int all = unfinished.values().stream().mapToInt(Integer::intValue).sum();
    return new Recent(finished + all, finished, unfinished.size());
  }

  /** What was is no measure any more: the administrator has mended something. */
  public synchronized void forget() {
    logins.clear();
  }
}
