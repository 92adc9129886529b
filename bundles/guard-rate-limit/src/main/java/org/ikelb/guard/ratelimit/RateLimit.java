package org.ikelb.guard.ratelimit;

import java.util.random.RandomGenerator;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Opening;

/**
 * Drops IKE_SA_INIT requests of a source that opens sessions too fast.
 *
 * <p>Sources are not remembered one by one, for a forger can have all there are. They share two
 * rows of 65536 token buckets, 1 MiB in all, and a source has one bucket in each row:
 *
 * <pre>
 *  source prefix -- secret hash --+--&gt; row 0  [ ][ ][x][ ] ...      dropped only
 *                                 +--&gt; row 1  [ ][ ][ ][ ] ... [x]  if both are empty
 * </pre>
 *
 * So who shares a bucket with a busy source still has the other one, and forgers of random
 * addresses have to send more than 65536 times the rate to empty other people's buckets. A source
 * gets its rate, and never more than twice that, if it is lucky with its neighbours.
 *
 * <p>What it cannot do: whoever forges one victim's address uses up that victim's tokens. The guard
 * {@code cookie} tells the two apart, but only if it is asked first: then what comes here has
 * brought its cookie back. By default it is asked last, so that nobody is sent more cookies than a
 * source has tokens; the other order trades one harm to a victim for the other.
 *
 * <p>Lock-free and thread-safe.
 */
final class RateLimit implements Guard {
  private static final int ROW_BITS = 16;
  private static final int ROW_LENGTH = 1 << ROW_BITS;

  private final SourceHash sourceHash;
  private final TokenBuckets row0;
  private final TokenBuckets row1;

  RateLimit(RateLimitSettings settings, RandomGenerator secrets) {
    sourceHash = new SourceHash(settings.prefix4(), settings.prefix6(), secrets);
    row0 = new TokenBuckets(ROW_LENGTH, settings.rate(), settings.burst());
    row1 = new TokenBuckets(ROW_LENGTH, settings.rate(), settings.burst());
  }

  @Override
  public Verdict admit(Opening opening, Admission context) {
    long hash = sourceHash.of(opening.clientAddress());
    long now = context.nowNanos();
    // Both are asked: a token is taken wherever there is one.
    boolean in0 = row0.take((int) (hash >>> (Long.SIZE - ROW_BITS)), now);
    boolean in1 = row1.take((int) hash & (ROW_LENGTH - 1), now);
    return in0 || in1 ? Verdict.Pass.PASS : Verdict.Drop.DROP;
  }
}
