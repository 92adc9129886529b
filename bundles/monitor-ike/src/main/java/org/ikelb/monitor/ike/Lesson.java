package org.ikelb.monitor.ike;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ikelb.api.diagnosis.MonitorLesson;
import org.ikelb.api.diagnosis.MonitorLesson.Answer;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.ReadinessProbe;
import org.ikelb.ike.WideOffer;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;

/**
 * Asks one gateway, one question after the other.
 *
 * <p>Used by one thread, once.
 */
final class Lesson {
  /** Nobody listens there: the next to the port of NAT traversal. */
  private static final Port CLOSED = new Port(4501, false);

  private static final int RANDOM_BYTES = 36;
  private static final String SPIS = "[0-9a-f]{16}/[0-9a-f]{16}";
  private static final String NOT_ASKED = "not asked: ikelb's host has no way to it";

  private final ProbeTarget target;
  private final Duration patience;
  private final SecureRandom random = new SecureRandom();
  private final List<Answer> answers = new ArrayList<>();
  private Optional<HealthMonitor> ping = Optional.empty();

  Lesson(ProbeTarget target, Duration patience) {
    this.target = target;
    this.patience = patience;
  }

  /** With somebody who pings. */
  Lesson with(HealthMonitor pinging) {
    ping = Optional.of(pinging);
    return this;
  }

  MonitorLesson learn() throws InterruptedException {
    Map<Finding, String> liveness =
        ask(
            "liveness",
            "Does it answer a bare header of version 3.0?",
            target,
            () -> question(ProbeKind.LIVENESS, WideOffer.PROPOSALS));
    Deque<Question> asked = new ArrayDeque<>();
    Map<Finding, String> readiness =
        ask(
            "readiness",
            "Does it answer whether it takes one of many proposals, with the cookie if it wants one?",
            target,
            () -> {
              asked.add(question(ProbeKind.READINESS, WideOffer.PROPOSALS));
              return asked.getLast();
            });
    Map<Finding, String> common =
        ask(
            "common-proposal",
            "Does it take AES-CBC-256, SHA-256, group 14?",
            target,
            () -> question(ProbeKind.READINESS, List.of(ReadinessProbe.COMMON)));
    var unused =
        ask(
            "repeated",
            "Does it answer the readiness question of before once more?",
            target,
            asked::remove);
    Map<Finding, String> closed =
        ask(
            "closed-port",
            "Does its host say that nobody listens on a port?",
            new ProbeTarget(target.gateway(), target.address(), List.of(CLOSED), target.source()),
            () -> question(ProbeKind.LIVENESS, WideOffer.PROPOSALS));
    boolean elsewhere = askElsewhere();
    boolean pings = askPing();
    return new Fitting(liveness, readiness, common, closed, elsewhere, pings).lesson(answers);
  }

  private Question question(ProbeKind kind, List<Proposal> proposals) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Question(kind, random.nextLong() | 1, proposals, false, Octets.of(bytes));
  }

  private Map<Finding, String> ask(
      String key, String text, ProbeTarget whom, Supplier<Question> questions)
      throws InterruptedException {
    long start = System.nanoTime();
    Transcript transcript = new Transcript(start);
    try (Conversations conversations = Conversations.open(whom, questions, transcript)) {
      conversations.run(start, patience);
      Map<Finding, String> findings = conversations.findings();
      String found =
          findings.entrySet().stream()
              .map(finding -> finding.getKey().words() + " " + finding.getValue())
              .collect(Collectors.joining("; "));
      List<String> exchange =
          transcript.lines().stream().map(line -> line.replaceAll(SPIS, "SPIS")).toList();
      answers.add(new Answer(key, text, found, exchange));
      return findings;
    } catch (IOException e) {
      answers.add(new Answer(key, text, NOT_ASKED, List.of())); // the text of it has addresses
      return Map.of();
    }
  }

  private boolean askElsewhere() throws InterruptedException {
    List<String> found = new ArrayList<>();
    boolean elsewhere = false;
    for (Port port : target.ports()) {
      try {
        Question question = question(ProbeKind.LIVENESS, WideOffer.PROPOSALS);
        Elsewhere.From from = Elsewhere.ask(target, port, question, patience);
        elsewhere |= from == Elsewhere.From.OTHER_ADDRESS || from == Elsewhere.From.OTHER_PORT;
        found.add(port.number() + ": " + from.words());
      } catch (IOException e) {
        found.add(port.number() + ": " + NOT_ASKED);
      }
    }
    answers.add(
        new Answer(
            "other-address",
            "Do answers come from where the question went?",
            String.join("; ", found),
            List.of()));
    return elsewhere;
  }

  private boolean askPing() throws InterruptedException {
    boolean up = false;
    String found = "not asked: the bundle monitor-icmp does not run";
    if (ping.isPresent()) {
      ProbeResult.Verdict verdict = ping.get().probe(target, patience).verdict();
      up = verdict == ProbeResult.Verdict.UP;
      found =
          switch (verdict) {
            case UP -> "answers";
            case UNKNOWN -> "not asked: ikelb may not ping, see: ikelb warnings";
            default -> "no answer";
          };
    }
    answers.add(new Answer("ping", "Does it answer pings?", found, List.of()));
    return up;
  }
}
