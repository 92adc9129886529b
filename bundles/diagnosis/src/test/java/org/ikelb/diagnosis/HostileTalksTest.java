package org.ikelb.diagnosis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.ike.Answers;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.PayloadType;
import org.junit.jupiter.api.Test;

/** Whatever strangers send is written down, told, and does no harm. */
class HostileTalksTest {
  private static final int ROUNDS = 20_000;
  private static final int LONGEST_LINE = 3_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Talking talking = new Talking();

  @Test
  void noBytesBreakItAndAllThatIsToldIsShortPrintableText() {
    Messages it = new Messages(0x1111_0000_0000_0001L);
    List<ByteBuffer> fromClient =
        List.of(
            it.greeting(),
            it.login(1, PayloadType.ID_I, 300),
            it.fragment(1, 1, 2),
            it.complaint(2));
    List<ByteBuffer> fromGateway =
        List.of(
            it.acceptance(),
            Answers.noProposalChosen(it.greeting()),
            Answers.invalidKe(it.greeting(), 20),
            Answers.cookie(it.greeting(), (byte) 1),
            it.loginAnswer(1, PayloadType.EAP, 300));
    int heard = 0;
    for (int round = 0; round < ROUNDS; round++) {
      talking.by("192.0.2." + random.nextInt(1, 20), "s" + random.nextInt(200), "vpn/gw1");
      ByteBuffer up = mutated(fromClient.get(random.nextInt(fromClient.size())));
      ByteBuffer down = mutated(fromGateway.get(random.nextInt(fromGateway.size())));
      if (HeaderRules.checkFromClient(up, 0, up.remaining()) == HeaderFault.NONE) {
        talking.client(up);
        heard++;
      }
      if (HeaderRules.checkFromGateway(down, 0, down.remaining()) == HeaderFault.NONE) {
        talking.gateway(down);
      }
      if (random.nextInt(10) == 0) {
        talking.cameTo(random.nextBoolean() ? "refused" : "ended", "deleted");
      }
    }
    System.out.println("hostile talks from seed " + seed);
    assertTrue(heard > ROUNDS / 10, heard + " passed the header rules");
    Stream.concat(
            talking.diagnosing.failures(Optional.empty(), 1_000).latest().stream(),
            talking.diagnosing.conversations("192.0.2.7").stream())
        .flatMap(HostileTalksTest::texts)
        .forEach(HostileTalksTest::mustBeHarmless);
    talking.diagnosing.warnings();
    talking.diagnosing.fragmentation();
  }

  private static Stream<String> texts(Conversation one) {
    return Stream.of(
            Stream.of(one.software(), one.spi(), one.client()),
            one.facts().stream(),
            one.messages().stream().map(Conversation.Message::text),
            one.messages().stream().flatMap(message -> message.details().stream()),
            one.verdicts().stream().flatMap(verdict -> verdict.evidence().stream()))
        .flatMap(texts -> texts);
  }

  private static void mustBeHarmless(String text) {
    assertTrue(text.chars().allMatch(c -> c >= ' ' && c <= '~'), text);
    assertTrue(text.length() <= LONGEST_LINE, () -> text.length() + " characters: " + text);
  }

  private ByteBuffer mutated(ByteBuffer real) {
    byte[] bytes = new byte[real.remaining()];
    real.duplicate().get(bytes);
    for (int change = random.nextInt(12); change > 0; change--) {
      bytes[random.nextInt(16, bytes.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(4) == 0 ? 28 + random.nextInt(bytes.length - 27) : bytes.length;
    return ByteBuffer.wrap(bytes, 0, length).slice().putInt(24, length);
  }
}
