package org.ikelb.guard.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long YEAR = 365L * 24 * 3600 * SECOND;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, -SECOND, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - SECOND})
  void givesTheBurstThenTheRate(long start) {
    TokenBuckets buckets = new TokenBuckets(1, 10, 5);
    assertEquals(5, takeAll(buckets, start), "full at first");
    assertEquals(0, takeAll(buckets, start + SECOND / 10 - 1));
    assertEquals(1, takeAll(buckets, start + SECOND / 10));
    assertEquals(3, takeAll(buckets, start + 4 * SECOND / 10));
    assertEquals(5, takeAll(buckets, start + YEAR), "never more than the burst");
  }

  @Test
  void timesThatGoBackALittleDoNoHarm() {
    TokenBuckets buckets = new TokenBuckets(1, 10, 1);
    assertTrue(buckets.take(0, SECOND));
    assertFalse(buckets.take(0, SECOND - 1000), "a loop whose batch began earlier");
    assertTrue(buckets.take(0, SECOND + SECOND / 10));
  }

  @Test
  void bucketsAreApart() {
    TokenBuckets buckets = new TokenBuckets(2, 1, 1);
    assertTrue(buckets.take(0, 0));
    assertFalse(buckets.take(0, 0));
    assertTrue(buckets.take(1, 0));
  }

  @Test
  void noTokenIsGivenTwice() throws InterruptedException, ExecutionException {
    TokenBuckets buckets = new TokenBuckets(1, 1, 100_000);
    ExecutorService loops = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> taken = new ArrayList<>();
      for (int loop = 0; loop < 4; loop++) {
        taken.add(loops.submit(() -> takeAll(buckets, 0)));
      }
      int sum = 0;
      for (Future<Integer> one : taken) {
        sum += one.get();
      }
      assertEquals(100_000, sum);
    } finally {
      loops.shutdownNow();
    }
  }

  private static int takeAll(TokenBuckets buckets, long now) {
    int taken = 0;
    while (buckets.take(0, now)) {
      taken++;
    }
    return taken;
  }
}
