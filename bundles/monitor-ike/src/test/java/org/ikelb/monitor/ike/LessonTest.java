package org.ikelb.monitor.ike;

import static org.ikelb.monitor.ike.Probing.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.MonitorLesson;
import org.ikelb.ike.Answers;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is learnt of gateways that answer in different ways. */
@Tag("slow")
class LessonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final HealthMonitor PINGS =
      (target, timeout) -> new ProbeResult(ProbeResult.Verdict.UP, "", Duration.ZERO);

  private static MonitorLesson learn(Function<ByteBuffer, List<ByteBuffer>> answers)
      throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, answers)) {
      return new Lesson(target(gateway.port()), PATIENCE).with(PINGS).learn();
    }
  }

  private static boolean isLiveness(ByteBuffer datagram) {
    return IkeHeader.majorVersion(datagram, datagram.position()) == 3;
  }

  private static boolean advises(MonitorLesson lesson, String text) {
    return lesson.advice().stream().anyMatch(advice -> advice.contains(text));
  }

  @Test
  void whoAnswersBothQuestionsIsAskedBoth() throws Exception {
    MonitorLesson lesson = learn(Probing::ike);
    assertEquals("\"learnt\": { \"type\": \"ike\", \"probe\": \"any\" }", lesson.monitors());
    assertEquals("\"monitors\": [\"learnt\"]", lesson.pool());
    assertTrue(advises(lesson, "It takes \"proposal\""), lesson::toString);
    assertEquals(
        List.of(
            "liveness",
            "readiness",
            "common-proposal",
            "repeated",
            "closed-port",
            "other-address",
            "ping"),
        lesson.answers().stream().map(MonitorLesson.Answer::question).toList());
  }

  @Test
  void whoAnswersOneQuestionIsAskedThat() throws Exception {
    MonitorLesson ready =
        learn(datagram -> isLiveness(datagram) ? List.of() : Probing.ike(datagram));
    assertTrue(ready.monitors().contains("\"readiness\""), ready::toString);
    MonitorLesson live =
        learn(datagram -> isLiveness(datagram) ? Probing.ike(datagram) : List.of());
    assertTrue(live.monitors().contains("\"liveness\""), live::toString);
  }

  @Test
  void whoIsFullIsNotAskedWhetherHeIsReady() throws Exception {
    MonitorLesson full =
        learn(
            datagram -> {
              if (isLiveness(datagram)) {
                return Probing.ike(datagram);
              }
              boolean hasCookie =
                  IkeMessage.read(datagram).orElseThrow().notification(16390).isPresent();
              return hasCookie ? List.of() : Probing.cookie(datagram);
            });
    assertTrue(full.monitors().contains("\"liveness\""), full::toString);
    assertTrue(advises(full, "silent after its own cookie"), full::toString);
  }

  @Test
  void whoRefusesAllThatIsOfferedAnswersAndIsToBeLookedAt() throws Exception {
    MonitorLesson lesson = learn(datagram -> List.of(Answers.noProposalChosen(datagram)));
    assertTrue(lesson.monitors().contains("\"any\""), lesson::toString);
    assertTrue(advises(lesson, "refuses all that the probe offers"), lesson::toString);
    assertFalse(advises(lesson, "It takes \"proposal\""), lesson::toString);
  }

  @Test
  void whoAnswersPingsAloneIsPinged() throws Exception {
    MonitorLesson lesson = learn(Probing::silence);
    assertEquals("\"learnt\": { \"type\": \"icmp\" }", lesson.monitors());
  }

  @Test
  void nothingFitsWhoAnswersNothing() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::silence)) {
      MonitorLesson lesson = new Lesson(target(gateway.port()), PATIENCE).learn();
      assertEquals("", lesson.monitors());
      assertTrue(advises(lesson, "No monitor fits"), lesson::toString);
    }
  }

  @Test
  void theReportHasNoAddressAndNoSpi() throws Exception {
    MonitorLesson lesson = learn(Probing::ike);
    Stream<String> all =
        lesson.answers().stream()
            .flatMap(one -> Stream.concat(Stream.of(one.found()), one.exchange().stream()));
    String report = String.join("\n", all.toList());
    assertTrue(report.contains("N(INVALID_KE_PAYLOAD MODP_2048)"), report);
    assertFalse(report.contains("127.0.0.1") || report.matches("(?s).*[0-9a-f]{16}.*"), report);
  }
}
