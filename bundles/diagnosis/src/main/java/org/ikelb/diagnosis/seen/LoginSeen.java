package org.ikelb.diagnosis.seen;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.PayloadType;

/**
 * The encrypted part of a talk, as far as its shape tells: who asked, who answered, in which sizes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param asked the client's messages of the login; of fragments each one
 * @param answered the gateway's
 * @param after what the client said after them in another exchange
 */
public record LoginSeen(List<Line> asked, List<Line> answered, Optional<Line> after) {
  public LoginSeen {
    asked = List.copyOf(asked);
    answered = List.copyOf(answered);
  }

  public static LoginSeen of(Talk talk) {
    List<Line> asked =
        talk.lines().stream().filter(line -> line.isLogin() && line.fromClient()).toList();
    List<Line> answered =
        talk.lines().stream().filter(line -> line.isLogin() && !line.fromClient()).toList();
    Optional<Line> after =
        talk.lines().stream()
            .filter(line -> line.exchange() == ExchangeType.INFORMATIONAL)
            .filter(line -> line.fromClient() && !line.response())
            .findFirst();
    return new LoginSeen(asked, answered, after);
  }

  public boolean hasBegun() {
    return !asked.isEmpty();
  }

  public boolean isAnswered() {
    return !answered.isEmpty();
  }

  /** The client's longest message, whole or a fragment of IKE, in bytes. */
  public int longestAsked() {
    return longest(asked);
  }

  /** The gateway's. */
  public int longestAnswered() {
    return longest(answered);
  }

  private static int longest(List<Line> lines) {
    return lines.stream().mapToInt(Line::bytes).max().orElse(0);
  }

  /** How many messages of the client began with EAP. */
  public int eapRounds() {
    return (int)
        asked.stream()
            .filter(line -> line.first() == PayloadType.EAP)
            .map(Line::id)
            .distinct()
            .count();
  }

  /** Whether EAP went well: the client proves next that it has the key that came of it. */
  public boolean hasFinishedEap() {
    return eapRounds() > 0 && asked.stream().anyMatch(line -> line.first() == PayloadType.AUTH);
  }

  /**
   * What the gateway's last answer begins with, inside; -1: it has sent none, or it is not seen.
   */
  public int lastAnswer() {
    return answered.stream()
        .filter(line -> line.first() >= 0)
        .reduce((first, second) -> second)
        .map(Line::first)
        .orElse(-1);
  }

  /** The client's last message. */
  private long lastAsked() {
    return asked.get(asked.size() - 1).id();
  }

  /**
   * Whether the gateway's only answer may have ended the login: it begins with its identity, and
   * the client has neither gone on with EAP nor asked again.
   */
  public boolean mayBeComplete() {
    return lastAnswer() == PayloadType.ID_R && eapRounds() == 0 && askedAgain() == 0;
  }

  /** How long the last answer is, all its fragments together, in bytes; 0: there is none. */
  public int lastAnswerBytes() {
    if (answered.isEmpty()) {
      return 0;
    }
    long last = answered.get(answered.size() - 1).id();
    Map<Integer, Integer> byFragment = new HashMap<>();
    answered.stream()
        .filter(line -> line.id() == last)
        .forEach(line -> byFragment.put(line.fragment(), line.bytes()));
    return byFragment.values().stream().mapToInt(bytes -> bytes).sum();
  }

  /** Whether the client has deleted its IKE SA, or what it thinks is one. */
  public boolean isDeleted() {
    return after.filter(line -> line.first() == PayloadType.DELETE).isPresent();
  }

  /** Whether the client's last message was answered. */
  public boolean isLastAnswered() {
    return hasBegun() && answered.stream().anyMatch(line -> line.id() == lastAsked());
  }

  /** How often the client has sent its last message once more after it was answered. */
  public int askedAgain() {
    if (!isLastAnswered()) {
      return 0;
    }
    Line answer =
        answered.stream().filter(line -> line.id() == lastAsked()).findFirst().orElseThrow();
    return (int)
        asked.stream()
            .filter(line -> line.id() == answer.id() && line.fragment() <= 1)
            .filter(line -> line.at().isAfter(answer.at()))
            .count();
  }

  /** The longest time that the gateway took for an answer, since it was asked first. */
  public Duration slowestAnswer() {
    Duration slowest = Duration.ZERO;
    for (Line answer : answered) {
      Optional<Line> question = asked.stream().filter(line -> line.id() == answer.id()).findFirst();
      if (question.isPresent()) {
        Duration took = Duration.between(question.get().at(), answer.at());
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }
    }
    return slowest;
  }

  /** How many fragments of the client's last message have come, and how many there are. */
  public record Fragments(int come, int total) {
    public boolean isWhole() {
      return come >= total;
    }
  }

  /** Empty: its last message was no fragment. */
  public Optional<Fragments> lastFragments() {
    if (!hasBegun()) {
      return Optional.empty();
    }
    Set<Integer> come = new HashSet<>();
    int total = 0;
    for (Line line : asked) {
      if (line.id() == lastAsked() && line.fragment() > 0) {
        come.add(line.fragment());
        total = Math.max(total, line.fragments());
      }
    }
    return total == 0 ? Optional.empty() : Optional.of(new Fragments(come.size(), total));
  }

  /** Whether a message of the client had to go in several IP packets. */
  public boolean askedTooLong() {
    return asked.stream().anyMatch(Line::isTooLong);
  }

  /** Whether one of the gateway had to. */
  public boolean answeredTooLong() {
    return answered.stream().anyMatch(Line::isTooLong);
  }
}
