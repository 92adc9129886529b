package org.ikelb.guard.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningReaderTest {

  @Test
  void findsTheNonceOfEveryRealRequest() {
    List<Request> requests = Request.captured().toList();
    assertTrue(requests.size() > 20, requests.size() + " requests");
    for (Request request : requests) {
      ByteBuffer message = request.message();
      int at = OpeningReader.nonce(message);
      Octets nonce = request.read().payloads(Payload.Nonce.class).findFirst().get().data();
      assertEquals(nonce, Octets.copyOf(message, at, OpeningReader.nonceLength(message, at)));
    }
  }

  @Test
  void findsTheCookieOfEveryRealRequestThatHasOne() {
    List<Request> with = Request.captured().filter(Request::hadCookie).toList();
    assertEquals(4, with.size(), "cookie-psk, cookie-eap, and two of invalid-ke-cookie");
    for (Request request : with) {
      Octets cookie = ((Payload.Notify) request.read().payloads().get(0)).data();
      int at = OpeningReader.cookie(request.message(), cookie.length());
      assertEquals(cookie, Octets.copyOf(request.message(), at, cookie.length()));
      assertEquals(-1, OpeningReader.cookie(request.message(), cookie.length() + 1), "another's");
      assertEquals(-1, OpeningReader.cookie(request.message(), cookie.length() - 1), "another's");
    }
    Request.captured()
        .filter(request -> !request.hadCookie())
        .forEach(request -> assertEquals(-1, OpeningReader.cookie(request.message(), 17)));
  }

  /** Behind a header whose next payload, first, and length, last, are as said. */
  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "28, 00000014 0102030405060708090a0b0c0d0e0f10,          48, 32,  a nonce alone",
    "00, ,                                                   28, -1,  no payload",
    "28, ,                                                   28, -1,  a payload that is not there",
    "28, 00000014 0102030405060708090a0b0c0d0e0f10,          47, -1,  cut by the header's length",
    "28, 00000015 0102030405060708090a0b0c0d0e0f10,          48, -1,  longer than the message",
    "28, 00000003 0102030405060708090a0b0c0d0e0f10,          48, -1,  shorter than its header",
    "28, 00000014 0102030405060708090a0b0c0d0e0f10,        1000, 32,  the header says too much",
    "21, 28000008 ffffffff 00000014 0102030405060708090a0b0c0d0e0f10, 56, 40, behind an SA",
    "21, 28000000 ffffffff 00000014 0102030405060708090a0b0c0d0e0f10, 56, -1, behind nothing",
    "2e, 28000008 ffffffff 00000014 0102030405060708090a0b0c0d0e0f10, 56, -1, what is encrypted",
    "21, 22000008 ffffffff 00000014 0102030405060708090a0b0c0d0e0f10, 56, -1, none among others"
  })
  void findsANonceOnlyWhereThereIsOne(
      String first, String payloads, int length, int at, String what) {
    assertEquals(at, OpeningReader.nonce(message(first, payloads, length)), what);
  }

  @Test
  void aNonceIsAtMost256BytesLong() {
    assertEquals(32, OpeningReader.nonce(message("28", "00000104" + "aa".repeat(256), 288)));
    assertEquals(-1, OpeningReader.nonce(message("28", "00000105" + "aa".repeat(257), 289)));
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "29, 0000000a 00004006 abcd, 36,  a cookie of two bytes",
    "29, 0000000a 01004006 abcd, 36,  that names a protocol",
    "29, 0000000b 00004006 abcd, -1,  longer than the message",
    "29, 0000000a 00104006 abcd, -1,  with an SPI",
    "29, 0000000a 00004007 abcd, -1,  another notification",
    "28, 0000000a 00004006 abcd, -1,  another payload"
  })
  void findsACookieOnlyWhereThereIsOne(String first, String payloads, int at, String what) {
    assertEquals(at, OpeningReader.cookie(message(first, payloads, 38), 2), what);
  }

  private static ByteBuffer message(String first, String payloads, int length) {
    byte[] behind =
        HexFormat.of().parseHex(payloads == null ? "" : payloads.strip().replace(" ", ""));
    return ByteBuffer.allocate(28 + behind.length)
        .put(16, (byte) Integer.parseInt(first, 16))
        .putInt(24, length)
        .put(28, behind);
  }
}
