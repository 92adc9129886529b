package org.ikelb.guard.cookie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.PayloadType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 3 * 60 * SECOND;

  private final Cookies cookies = new Cookies(new Random(1));
  private final Request request = Request.sample(0x1122_3344_5566_7788L);

  @Test
  void isGoodForTheRequestItWasMadeFor() {
    assertTrue(isGood(request.with(cookie(request, START)), START));
  }

  @Test
  void isBoundToTheAddressAndNotToThePort() {
    byte[] cookie = cookie(request, START);
    assertTrue(isGood(request.with(cookie).from("10.1.1.2", 1024), START), "another port");
    assertFalse(isGood(request.with(cookie).from("10.1.1.3", 500), START));
    assertFalse(isGood(request.with(cookie).from("2001:db8::1", 500), START));
  }

  @Test
  void isBoundToSpiAndNonce() {
    Request repeated = request.with(cookie(request, START));
    int nonce = OpeningReader.nonce(repeated.message());
    assertFalse(isGood(repeated.withByte(0, 0x12), START), "SPI");
    assertFalse(isGood(repeated.withByte(nonce, repeated.message().get(nonce) ^ 1), START));
    assertFalse(
        isGood(repeated.withByte(nonce + 31, repeated.message().get(nonce + 31) ^ 0x80), START));
  }

  @Test
  void noBitOfItCanBeForged() {
    byte[] cookie = cookie(request, START);
    for (int bit = 0; bit < Cookies.LENGTH * Byte.SIZE; bit++) {
      byte[] forged = cookie.clone();
      forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertFalse(isGood(request.with(forged), START), "bit " + bit);
    }
  }

  /** Asked at the beginning and at the end of a period; the clock may stand anywhere. */
  @ParameterizedTest(name = "made {0} s after a change, {1} s old: good {2}")
  @CsvSource({
    "0,  0,   true",
    "0,  59,  true",
    "0,  119, true",
    "0,  120, false",
    "59, 1,   true",
    "59, 60,  true",
    "59, 61,  false",
    "0,  -1,  false",
    "0,  15360, false"
  })
  void isGoodForAMinuteOrTwo(int madeAfter, int seconds, boolean good) {
    for (long start : new long[] {START, -START, 0, 255 * 60 * SECOND}) {
      long made = start + madeAfter * SECOND;
      assertEquals(
          good, isGood(request.with(cookie(request, made)), made + seconds * SECOND), "" + start);
    }
  }

  @Test
  void everyGuardHasASecretOfItsOwn() {
    Cookies others = new Cookies(new Random(2));
    ByteBuffer message = request.with(cookie(request, START)).message();
    assertFalse(
        others.isGood(
            message,
            OpeningReader.cookie(message, Cookies.LENGTH),
            OpeningReader.nonce(message),
            request.clientAddress(),
            START));
  }

  /** An IPv6 client that knows how its cookie is made cannot use it as an IPv4 client's. */
  @Test
  void anAddressBorrowsNothingFromTheNonce() {
    byte[] nonce = HexFormat.of().parseHex("aa".repeat(16));
    byte[] longer = HexFormat.of().parseHex("0db80000" + "00000000" + "00000001" + "aa".repeat(16));
    Request six = withNonce(nonce).from("2001:db8::1", 500);
    Request four = withNonce(longer).from("32.1.13.184", 500);
    byte[] shorter =
        HexFormat.of().parseHex("00000000" + "00000000" + "00000001" + "aa".repeat(16));
    assertFalse(isGood(four.with(cookie(six, START)), START));
    assertFalse(
        isGood(withNonce(shorter).from("32.1.13.184", 500).with(cookie(six, START)), START));
  }

  private static Request withNonce(byte... nonce) {
    Request sample = Request.sample(1);
    ByteBuffer message =
        MessageBuilder.message(1, 0, 34, 8, 0).payload(PayloadType.NONCE, nonce).build();
    return new Request(sample.clientAddress(), 500, message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void isTheSameOnEveryLoop(int loops) throws Exception {
    byte[] here = cookie(request, START);
    ExecutorService threads = Executors.newFixedThreadPool(loops);
    try {
      for (int i = 0; i < 100; i++) {
        Future<byte[]> there = threads.submit(() -> cookie(request, START));
        assertArrayEquals(here, there.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private byte[] cookie(Request first, long now) {
    ByteBuffer message = first.message();
    return cookies.make(message, OpeningReader.nonce(message), first.clientAddress(), now);
  }

  private boolean isGood(Request repeated, long now) {
    ByteBuffer message = repeated.message();
    return cookies.isGood(
        message,
        OpeningReader.cookie(message, Cookies.LENGTH),
        OpeningReader.nonce(message),
        repeated.clientAddress(),
        now);
  }
}
