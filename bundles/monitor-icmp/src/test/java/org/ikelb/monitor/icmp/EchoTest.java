package org.ikelb.monitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
  @Test
  void requestsHaveTheirTypeSequenceAndAChecksumThatAddsUp() {
    for (int seed = 0; seed < 1000; seed++) {
      ByteBuffer request = ByteBuffer.wrap(new Echo(false, new Random(seed)).request(2));
      assertEquals(24, request.limit());
      assertEquals(0x0800, request.getShort(0));
      assertEquals(2, request.getShort(6));
      int sum = 0;
      for (int i = 0; i < 24; i += 2) {
        sum += request.getShort(i) & 0xffff;
      }
      assertEquals(0xffff, (sum & 0xffff) + (sum >>> 16));
    }
    assertEquals(0x8000, ByteBuffer.wrap(echo6().request(1)).getShort(0) & 0xffff);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void knowsItsReply(boolean v6) {
    Echo echo = new Echo(v6, new Random(1));
    assertEquals(OptionalInt.of(2), echo.sequenceOfReply(reply(v6, echo), false));
    ByteBuffer identifierChanged = reply(v6, echo).put(4, (byte) ~reply(v6, echo).get(4));
    assertEquals(OptionalInt.of(2), echo.sequenceOfReply(identifierChanged, true));
    assertEquals(OptionalInt.empty(), echo.sequenceOfReply(identifierChanged, false));
  }

  /** Type, code, identifier, first and last byte of the nonce. */
  @ParameterizedTest
  @CsvSource({"0", "1", "4", "8", "23"})
  void takesNoOtherMessageForIt(int changed) {
    ByteBuffer reply = reply(true, echo6());
    reply.put(changed, (byte) ~reply.get(changed));
    assertEquals(OptionalInt.empty(), echo6().sequenceOfReply(reply, false));
  }

  @Test
  void takesNeitherItsRequestNorACutOrLongerReplyForIt() {
    ByteBuffer request = ByteBuffer.wrap(echo6().request(1));
    assertEquals(OptionalInt.empty(), echo6().sequenceOfReply(request, true));
    ByteBuffer reply = reply(true, echo6());
    for (int length = 0; length < 24; length++) {
      assertEquals(OptionalInt.empty(), echo6().sequenceOfReply(reply.slice(0, length), true));
    }
    ByteBuffer longer = ByteBuffer.allocate(25).put(reply.duplicate()).position(0);
    assertEquals(OptionalInt.empty(), echo6().sequenceOfReply(longer, true));
  }

  private static Echo echo6() {
    return new Echo(true, new Random(7));
  }

  private static ByteBuffer reply(boolean v6, Echo echo) {
    return ByteBuffer.wrap(echo.request(2)).put(0, (byte) (v6 ? 129 : 0));
  }
}
