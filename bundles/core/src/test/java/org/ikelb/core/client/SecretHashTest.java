package org.ikelb.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bits of a key somebody chooses, the low bits of the hash, which choose a slot, vary. */
class SecretHashTest {
  private static final int KEYS = 256;
  private static final int SLOTS = 1024;

  /** A hash may spread well with most secrets, and badly with one in a few thousand. */
  private static final List<SecretHash> HASHES =
      Stream.generate(SecretHash::new).limit(5_000).toList();

  /** A hash of the key that a number stands for. */
  private interface Hashed {
    int of(SecretHash hash, int number);
  }

  /** Of 1024 slots 256 keys hit about 226 by chance; three quarters of that is no chance. */
  private static void assertSpread(Hashed hashed) {
    for (SecretHash hash : HASHES) {
      BitSet slots = new BitSet(SLOTS);
      for (int i = 0; i < KEYS; i++) {
        slots.set(hashed.of(hash, i) & (SLOTS - 1));
      }
      assertTrue(slots.cardinality() > 170, () -> slots.cardinality() + " slots");
    }
  }

  @Test
  void spreadsKeysThatDifferInHighBitsOnly() {
    assertSpread((hash, i) -> hash.of((long) i << 56, 7));
    assertSpread((hash, i) -> hash.of(7, (long) i << 56));
    assertSpread((hash, i) -> hash.of(7, 7, (long) i << 56));
  }

  @Test
  void spreadsKeysThatDifferInLowBitsOnly() {
    assertSpread((hash, i) -> hash.of(i, 7));
    assertSpread((hash, i) -> hash.of(7, i));
    assertSpread((hash, i) -> hash.of(7, 7, i));
    assertSpread((hash, i) -> hash.of(new byte[] {1, 2, (byte) i}));
    assertSpread((hash, i) -> hash.of(new byte[] {(byte) i, 2, 3}));
  }

  /** The hash of InetAddress itself is the same for all of them. */
  @Test
  void spreadsIpv6AddressesThatWereChosenToFallTogether() {
    assertEquals(chosen(0).hashCode(), chosen(99).hashCode());
    assertSpread((hash, i) -> hash.of(chosen(i)));
    assertSpread((hash, i) -> hash.of(chosen(i), 4500));
  }

  private static InetAddress chosen(int i) {
    byte[] bytes = new byte[16];
    bytes[0] = 0x20;
    bytes[7] = (byte) i;
    bytes[11] = (byte) (255 - i);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void hasASecretOfItsOwn() {
    SecretHash hash = new SecretHash();
    SecretHash other = new SecretHash();
    assertTrue(hash.of(1, 2) != other.of(1, 2) || hash.of(3, 4) != other.of(3, 4));
  }
}
