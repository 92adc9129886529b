package org.ikelb.diagnosis.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.diagnosis.PathFindings;
import org.ikelb.api.diagnosis.PathTest;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.PayloadFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTestsTest {
  private static final Octets RANDOM = Mark.random(new SecureRandom());

  private long nowNanos = -1_000;
  private final FakeRequests core = new FakeRequests();
  private final PathTests tests = new PathTests(core, () -> nowNanos);

  private static long token(PathTest test) {
    return HexFormat.fromHexDigitsToLong(test.token());
  }

  private Optional<ByteBuffer> ask(
      PathTest test, String client, boolean natT, int size, int round, int cameBack) {
    long spi = Mark.spi(token(test), size, round, cameBack);
    if (!tests.knows(spi, nowNanos)) {
      return Optional.empty();
    }
    int bytes = Requests.SIZES.get(size) - (natT ? 4 : 0);
    return tests.answer(
        natT,
        new InetSocketAddress(client, 40_000),
        Requests.message(spi, RANDOM, bytes).asReadOnlyBuffer(),
        nowNanos);
  }

  private PathFindings.Size size(PathTest test, int index) {
    return tests.findings(test.token()).orElseThrow().sources().get(0).sizes().get(index);
  }

  @Test
  void anAnswerIsALegalRefusalAsLongAsTheRequest() {
    PathTest test = tests.begin("vpn.example");
    for (int i = 0; i < Requests.SIZES.size(); i++) {
      ByteBuffer answer = ask(test, "192.0.2.1", false, i, 0, 0).orElseThrow();
      assertEquals(Requests.SIZES.get(i), answer.remaining());
      assertEquals(HeaderFault.NONE, HeaderRules.checkFromGateway(answer, 0, answer.remaining()));
      IkeMessage message = IkeMessage.read(answer).orElseThrow();
      assertEquals(PayloadFault.NONE, message.fault());
      assertTrue(message.notification(NotifyType.NO_PROPOSAL_CHOSEN).isPresent());
      assertEquals(0, message.header().responderSpi());
      assertEquals(Mark.spi(token(test), i, 0, 0), message.header().initiatorSpi());
    }
  }

  @Test
  void whatIsTooShortForAnAnswerGetsNone() {
    PathTest test = tests.begin("vpn.example");
    ByteBuffer shortest = ByteBuffer.allocate(28).putLong(Mark.spi(token(test), 0, 0, 0)).rewind();
    InetSocketAddress client = new InetSocketAddress("192.0.2.1", 1);
    assertEquals(Optional.empty(), tests.answer(false, client, shortest, nowNanos));
    assertEquals(1, tests.findings(test.token()).orElseThrow().unanswered());
  }

  @Test
  void onlyTheTokenMarksARequest() {
    PathTest test = tests.begin("vpn.example");
    assertTrue(tests.knows(Mark.spi(token(test), 0, 2, 255), nowNanos));
    assertFalse(tests.knows(Mark.spi(token(test) ^ 1L << 39, 0, 0, 0), nowNanos));
    assertFalse(tests.knows(Mark.spi(token(test) ^ 1, 0, 0, 0), nowNanos));
  }

  @Test
  void sizesAndRoundsThatNoCommandSendsAreNotAnswered() {
    PathTest test = tests.begin("vpn.example");
    InetSocketAddress client = new InetSocketAddress("192.0.2.1", 1);
    for (long spi :
        List.of(
            Mark.spi(token(test), Requests.SIZES.size(), 0, 0),
            Mark.spi(token(test), 255, 255, 255),
            Mark.spi(token(test), 0, Requests.ROUNDS, 0))) {
      assertEquals(
          Optional.empty(),
          tests.answer(false, client, Requests.message(spi, RANDOM, 300), nowNanos));
    }
    assertEquals(List.of(), tests.findings(test.token()).orElseThrow().sources());
  }

  @Test
  void aTestEndsAndThenNobodyIsAskedUntilTheNextBegins() {
    PathTest test = tests.begin("vpn.example");
    assertTrue(ask(test, "192.0.2.1", false, 0, 0, 0).isPresent());
    nowNanos += PathTests.LIFE.toNanos() - 1;
    assertTrue(ask(test, "192.0.2.1", false, 0, 1, 1).isPresent());
    nowNanos += 1;
    assertEquals(Optional.empty(), ask(test, "192.0.2.1", false, 0, 2, 2));
    assertEquals(Optional.empty(), core.asked);
    assertEquals(2, size(test, 0).arrived(), "what arrived before is still known");
    tests.begin("vpn.example");
    assertTrue(core.asked.isPresent());
  }

  @Test
  void theOldestOfTooManyGivesWay() {
    PathTest first = tests.begin("vpn.example");
    for (int i = 1; i < PathTests.MOST; i++) {
      tests.begin("vpn.example");
    }
    assertTrue(ask(first, "192.0.2.1", false, 0, 0, 0).isPresent());
    tests.begin("vpn.example");
    assertEquals(Optional.empty(), ask(first, "192.0.2.1", false, 0, 0, 0));
    assertEquals(PathTests.MOST, tests.tokens().size());
    assertEquals(Optional.empty(), tests.findings(first.token()));
  }

  @Test
  void thereIsALimitToAnswersASecondAndTheRestIsCounted() {
    PathTest test = tests.begin("vpn.example");
    int answered = 0;
    for (int i = 0; i < PathTests.ANSWERS_A_SECOND + 50; i++) {
      answered += ask(test, "192.0.2.1", false, 0, 0, 0).isPresent() ? 1 : 0;
    }
    assertEquals(PathTests.ANSWERS_A_SECOND, answered);
    assertEquals(50, tests.findings(test.token()).orElseThrow().unanswered());
    nowNanos += Duration.ofSeconds(1).toNanos();
    assertTrue(ask(test, "192.0.2.1", false, 0, 0, 0).isPresent());
  }

  @Test
  void whoRunsTheCommandAgainBeginsAnew() {
    PathTest test = tests.begin("vpn.example");
    for (int run = 0; run < 2; run++) {
      for (int round = 0; round < Requests.ROUNDS; round++) {
        ask(test, "192.0.2.1", false, 0, round, round);
        ask(test, "192.0.2.1", false, 0, round, round); // a copy that the network made
        nowNanos += 1_000_000_000L;
      }
      if (run == 0) {
        ask(test, "192.0.2.1", true, 0, 0, 0); // 4500 is blocked after that
        nowNanos += 5_000_000_000L;
      }
    }
    assertEquals(2 * Requests.ROUNDS, size(test, 0).arrived());
    assertEquals(0, size(test, Requests.SIZES.size()).arrived());
  }

  @Test
  void onlySoManySourcesAreRemembered() {
    PathTest test = tests.begin("vpn.example");
    int rows = 2 * Requests.SIZES.size() * Arrivals.SOURCES;
    int answered = 0;
    for (int i = 0; i < rows + 100; i++) {
      nowNanos += Duration.ofMillis(10).toNanos();
      String client = "198.51." + i / 200 + "." + i % 200;
      answered += ask(test, client, false, 0, 0, 0).isPresent() ? 1 : 0;
    }
    assertEquals(rows, answered);
  }

  @Test
  void theClientSaysInLaterRoundsWhatItHasGotOfEarlierOnes() {
    PathTest test = tests.begin("vpn.example");
    ask(test, "192.0.2.1", true, 0, 0, 0);
    ask(test, "192.0.2.1", true, 0, 1, 1);
    ask(test, "192.0.2.1", true, 0, 2, 1);
    int row = Requests.SIZES.size();
    assertEquals(new PathFindings.Size(4500, 300, 3, 3, 3, 2, 1), size(test, row));
    assertEquals(0, size(test, 0).arrived());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vpn.example.com", "203.0.113.10", "2001:db8::10", "VPN-1"})
  void namesAndAddressesAreHosts(String text) {
    assertTrue(tests.isHost(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "a b",
        "a'b",
        "a\"b",
        "$(id)",
        "a;b",
        "a\nb",
        "`id`",
        "ä.de",
        "vpn.example.com:500"
      })
  void whatCouldMeanMoreToAShellIsNoHost(String text) {
    assertFalse(tests.isHost(text));
    assertThrows(IllegalArgumentException.class, () -> tests.begin(text));
  }
}
