package org.ikelb.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever bits of a key somebody chooses, the low bits of the hash, which choose a slot, vary. */
class SecretHashTest {
  private static final int KEYS = 256;
  private static final int SLOTS = 1024;

  private final SecretHash hash = new SecretHash();

  /** Of 1024 slots 256 keys hit about 226 by chance; half of that is no chance. */
  private static void assertSpread(IntUnaryOperator hashOf) {
    Set<Integer> slots = new HashSet<>();
    for (int i = 0; i < KEYS; i++) {
      slots.add(hashOf.applyAsInt(i) & (SLOTS - 1));
    }
    assertTrue(slots.size() > KEYS / 2, () -> slots.size() + " slots");
  }

  @Test
  void spreadsKeysThatDifferInHighBitsOnly() {
    assertSpread(i -> hash.of((long) i << 56, 7));
    assertSpread(i -> hash.of(7, (long) i << 56));
    assertSpread(i -> hash.of(7, 7, (long) i << 56));
  }

  @Test
  void spreadsKeysThatDifferInLowBitsOnly() {
    assertSpread(i -> hash.of(i, 7));
    assertSpread(i -> hash.of(7, i));
    assertSpread(i -> hash.of(7, 7, i));
    assertSpread(i -> hash.of(new byte[] {1, 2, (byte) i}));
    assertSpread(i -> hash.of(new byte[] {(byte) i, 2, 3}));
  }

  /** The hash of InetAddress itself is the same for all of them. */
  @Test
  void spreadsIpv6AddressesThatWereChosenToFallTogether() {
    assertEquals(chosen(0).hashCode(), chosen(99).hashCode());
    assertSpread(i -> hash.of(chosen(i)));
    assertSpread(i -> hash.of(chosen(i), 4500));
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
    SecretHash other = new SecretHash();
    assertTrue(hash.of(1, 2) != other.of(1, 2) || hash.of(3, 4) != other.of(3, 4));
  }
}
