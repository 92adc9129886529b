package org.ikelb.guard.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.ikelb.spi.Guard.Verdict;
import org.junit.jupiter.api.Test;

/**
 * A guard that throws is a failed plugin: no bytes may make it do so, and none may gain anything.
 */
class HostileRequestsTest {
  private static final int ROUNDS = 40_000;

  private final Random random = new Random();
  private final CookieGuard guard =
      new CookieGuard(new CookieSettings(0, true), random, gone -> {});

  @Test
  void noBytesBreakItOrGetALongerAnswerOrPass() {
    List<Request> real = Request.captured().toList();
    int answered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Request request = real.get(random.nextInt(real.size()));
      ByteBuffer message = mutated(request.message());
      Verdict verdict =
          guard.admit(new Request(request.clientAddress(), 500, message), new Situation());
      assertNotEquals(Verdict.Pass.PASS, verdict);
      assertNotEquals(Verdict.Reachable.REACHABLE, verdict);
      if (verdict instanceof Verdict.Answer answer) {
        answered++;
        assertTrue(answer.message().remaining() <= message.remaining());
      }
    }
    assertTrue(answered > ROUNDS / 10, answered + " were answered");
    assertEquals(answered, guard.asked());
  }

  /** At least a header, with its length field as core has checked it, or not. */
  private ByteBuffer mutated(ByteBuffer real) {
    byte[] bytes = new byte[real.remaining()];
    real.get(bytes);
    for (int change = random.nextInt(8); change > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(4) == 0 ? 28 + random.nextInt(bytes.length - 27) : bytes.length;
    ByteBuffer message = ByteBuffer.allocate(length).put(bytes, 0, length).flip();
    if (random.nextInt(4) != 0) {
      message.putInt(24, 28 + random.nextInt(length - 27));
    }
    return message;
  }
}
