package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.ikelb.ike.capture.CapturedDatagram;
import org.ikelb.ike.capture.Captures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class HostileBytesTest {
  private static final int ROUNDS = 100_000;

  /** The same in every run; a failure names it, so that it can be repeated. */
  private static final long SEED = 20_260_101;

  @Test
  void randomBytesBreakNothing() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      check(bytes, round);
    }
  }

  @Test
  void damagedRealMessagesBreakNothing() {
    List<byte[]> messages = realMessages();
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] original = messages.get(random.nextInt(messages.size()));
      byte[] bytes = Arrays.copyOf(original, newLength(random, original.length));
      for (int damages = random.nextInt(6); damages >= 0 && bytes.length > 0; damages--) {
        bytes[random.nextInt(bytes.length)] = (byte) interesting(random);
      }
      check(bytes, round);
    }
  }

  /** Found by IkeFuzzTest: the one message that a client may send in clear inside a session. */
  @Test
  void aClientThatKnowsNoSessionBreaksNothing() {
    HostileBytes.check(
        HexFormat.of()
            .parseHex(
                "62b5d1dcea00006c00da390000000000"
                    + "2920252000000000000000260000000a00000004f424"));
  }

  private static List<byte[]> realMessages() {
    List<byte[]> messages = new ArrayList<>();
    for (String capture : Captures.names()) {
      for (CapturedDatagram datagram : Captures.read(capture)) {
        Captures.ikeMessage(datagram)
            .ifPresent(
                message -> messages.add(Octets.copyOf(message, 0, message.limit()).toArray()));
      }
    }
    return messages;
  }

  /** Mostly as it was, else cut or made longer. */
  private static int newLength(Random random, int length) {
    return random.nextInt(3) > 0 ? length : random.nextInt(length + 50);
  }

  /** Often a value at the edge of some range or the number of a payload. */
  private static int interesting(Random random) {
    int[] values = {0, 1, 3, 4, 8, 27, 28, 33, 34, 41, 46, 53, 0x7f, 0x80, 0xff};
    return random.nextBoolean() ? random.nextInt(256) : values[random.nextInt(values.length)];
  }

  private static void check(byte[] bytes, int round) {
    try {
      HostileBytes.check(bytes);
    } catch (RuntimeException | AssertionError e) {
      fail("seed " + SEED + ", round " + round + ": " + Octets.of(bytes), e);
    }
  }
}
