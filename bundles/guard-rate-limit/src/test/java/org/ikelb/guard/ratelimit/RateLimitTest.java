package org.ikelb.guard.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Opening;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RateLimitSettings DEFAULTS = new RateLimitSettings(100, 2000, 32, 56);

  private final Random random = new Random(1);
  private long now = -5 * SECOND;

  @Test
  void anOfficeBehindOneNatReconnectsAtOnce() {
    RateLimit guard = new RateLimit(DEFAULTS, random);
    assertEquals(2000, passed(guard, "203.0.113.9", 2000));
    assertEquals(0, passed(guard, "203.0.113.9", 1000), "the others have to wait");
    now += SECOND;
    assertEquals(100, passed(guard, "203.0.113.9", 1000), "but not for long");
  }

  @Test
  void theNeighbourOfABusySourceIsNotHurt() {
    RateLimit guard = new RateLimit(DEFAULTS, random);
    passed(guard, "203.0.113.9", 10_000);
    for (int host = 0; host < 256; host++) {
      assertEquals(10, passed(guard, "198.51.100." + host, 10));
    }
  }

  @Test
  void forgedSourcesDoNotLockOutAnHonestOne() {
    RateLimit guard = new RateLimit(new RateLimitSettings(100, 100, 32, 56), random);
    int honest = 0;
    for (int millisecond = 0; millisecond < 1000; millisecond++) {
      now += SECOND / 1000;
      for (int forged = 0; forged < 1000; forged++) {
        guard.admit(from(anywhere()), admission());
      }
      if (millisecond % 100 == 0) {
        honest += passed(guard, "203.0.113.9", 1);
      }
    }
    assertEquals(10, honest, "a million forged requests per second");
  }

  @Test
  void ipv6SourcesAreNetworks() {
    RateLimit guard = new RateLimit(new RateLimitSettings(1, 3, 32, 56), random);
    assertEquals(2, passed(guard, "2001:db8:0:100::1", 2));
    assertEquals(1, passed(guard, "2001:db8:0:1ff::2", 2), "same /56");
    assertEquals(2, passed(guard, "2001:db8:0:200::1", 2), "the next /56");
  }

  @Test
  void ipv4SourcesMayBeNetworks() {
    RateLimit guard = new RateLimit(new RateLimitSettings(1, 3, 24, 56), random);
    assertEquals(2, passed(guard, "203.0.113.1", 2));
    assertEquals(1, passed(guard, "203.0.113.254", 2));
    assertEquals(2, passed(guard, "203.0.114.1", 2));
  }

  @Test
  void factoryMakesGuardsThatShareNothing() {
    RateLimitFactory factory = new RateLimitFactory();
    RateLimitSettings one = new RateLimitSettings(1, 1, 32, 56);
    assertSame(RateLimitSettings.class, factory.settingsType());
    assertEquals(1, passed(factory.create(one), "203.0.113.9", 5));
    assertEquals(1, passed(factory.create(one), "203.0.113.9", 5));
  }

  private int passed(Guard guard, String source, int requests) {
    int passed = 0;
    for (int request = 0; request < requests; request++) {
      passed += guard.admit(from(literal(source)), admission()) == Guard.Verdict.Pass.PASS ? 1 : 0;
    }
    return passed;
  }

  private InetAddress anywhere() {
    byte[] address = new byte[4];
    random.nextBytes(address);
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private Admission admission() {
    return new FakeAdmission(now, 0, 10_000, false, 0);
  }

  private static Opening from(InetAddress source) {
    return new FakeOpening(source, 500, "ike", 1, ByteBuffer.allocate(28));
  }

  private record FakeAdmission(
      long nowNanos,
      int halfOpenSessions,
      int halfOpenLimit,
      boolean hasSession,
      long answeredOpenings)
      implements Admission {}

  private record FakeOpening(
      InetAddress clientAddress,
      int clientPort,
      String virtualServer,
      long initiatorSpi,
      ByteBuffer message)
      implements Opening {}
}
