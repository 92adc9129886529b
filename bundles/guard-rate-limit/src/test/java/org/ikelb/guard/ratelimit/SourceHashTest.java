package org.ikelb.guard.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceHashTest {

  @ParameterizedTest(name = "{0} and {1}, {2} and {3} bits: same source {4}")
  @CsvSource({
    "10.0.0.1,           10.0.0.1,           32, 128, true",
    "10.0.0.1,           10.0.0.2,           32, 128, false",
    "10.0.0.1,           10.0.0.254,         24, 128, true",
    "10.0.0.1,           10.0.1.1,           24, 128, false",
    "10.255.0.1,         10.0.1.1,           8,  128, true",
    "2001:db8::1,        2001:db8::2,        32, 128, false",
    "2001:db8::1,        2001:db8::2,        32, 127, false",
    "2001:db8::2,        2001:db8::3,        32, 127, true",
    "2001:db8::1,        2001:db8::ffff:1,   32, 64,  true",
    "2001:db8:0:1::,     2001:db8:0:2::,     32, 64,  false",
    "2001:db8:0:1::,     2001:db8:0:2::,     32, 56,  true",
    "2001:db8:1::,       2001:db8:2::,       32, 16,  true"
  })
  void sourcesAreToldApartByTheirLeadingBits(
      String one, String other, int prefix4, int prefix6, boolean same)
      throws UnknownHostException {
    SourceHash hash = new SourceHash(prefix4, prefix6, new Random(1));
    long first = hash.of(InetAddress.getByName(one));
    long second = hash.of(InetAddress.getByName(other));
    assertEquals(same, first == second);
  }

  @Test
  void dependsOnTheSecret() throws UnknownHostException {
    InetAddress address = InetAddress.getByName("10.0.0.1");
    assertNotEquals(
        new SourceHash(32, 64, new Random(1)).of(address),
        new SourceHash(32, 64, new Random(2)).of(address));
  }

  /** With 65536 buckets and as many sources, chance leaves 63.2 % of the buckets in use. */
  @Test
  void neighboursSpreadOverBothRows() throws UnknownHostException {
    SourceHash hash = new SourceHash(32, 64, new Random(1));
    Set<Long> upper = new HashSet<>();
    Set<Long> lower = new HashSet<>();
    for (int host = 0; host < 65536; host++) {
      long h =
          hash.of(InetAddress.getByAddress(new byte[] {10, 0, (byte) (host >> 8), (byte) host}));
      upper.add(h >>> 48);
      lower.add(h & 0xffff);
    }
    assertTrue(Math.abs(upper.size() - 41427) < 600, "row 0: " + upper.size());
    assertTrue(Math.abs(lower.size() - 41427) < 600, "row 1: " + lower.size());
  }
}
