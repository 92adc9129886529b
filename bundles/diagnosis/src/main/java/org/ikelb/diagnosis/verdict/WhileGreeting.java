package org.ikelb.diagnosis.verdict;

import static org.ikelb.diagnosis.verdict.Suspicion.suspect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ikelb.diagnosis.seen.Greeting;
import org.ikelb.diagnosis.seen.Line;
import org.ikelb.diagnosis.seen.Surroundings;
import org.ikelb.diagnosis.seen.Talk;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.PayloadFault;
import org.ikelb.ike.Transform;

/**
 * Why IKE_SA_INIT came to nothing: it is in clear.
 *
 * <p>Pure functions.
 */
final class WhileGreeting {
  private static final Duration LATELY = Duration.ofMinutes(1);

  private WhileGreeting() {}

  static List<Suspicion> cookie(Talk talk) {
    String asked = "It was asked for a cookie, and did not bring it.";
    Suspicion cut =
        suspect(
            Cause.WAY_BACK_CUT,
            asked,
            times(talk) + "; an answer that does not arrive looks like it.");
    Suspicion nobody =
        suspect(
            Cause.NOT_A_CLIENT, asked, times(talk) + " came from " + talk.address() + ", no more.");
    return requests(talk).count() == 1 ? List.of(nobody, cut) : List.of(cut, nobody);
  }

  static List<Suspicion> unanswered(Talk talk, Surroundings surroundings) {
    Optional<Instant> answered = surroundings.answered(talk.gateway());
    boolean answersOthers =
        answered.isPresent() && answered.get().isAfter(talk.began().minus(LATELY));
    String silence = talk.gateway() + " answered nothing to " + times(talk) + ".";
    Suspicion limits =
        suspect(
            Cause.GATEWAY_LIMITS,
            silence,
            answersOthers
                ? "It answered others less than a minute before."
                : "It has answered nobody since, so that is less likely.");
    Suspicion dead =
        suspect(
            Cause.GATEWAY_DEAD,
            silence,
            answersOthers
                ? "But it has answered others lately."
                : answered
                    .map(at -> "It sent something last at " + seconds(at) + ".")
                    .orElse("It has sent nothing since ikelb started."));
    Suspicion cut =
        suspect(Cause.WAY_TO_GATEWAY_CUT, silence, "ikelb cannot see what is dropped behind it.");
    List<Suspicion> usual = answersOthers ? List.of(limits, dead, cut) : List.of(dead, cut, limits);
    Optional<Suspicion> nonsense = nonsense(talk, silence);
    return Stream.concat(nonsense.stream(), usual.stream()).toList();
  }

  /** Gateways drop what they cannot read. */
  private static Optional<Suspicion> nonsense(Talk talk, String silence) {
    return Greeting.of(talk)
        .request()
        .filter(request -> request.fault() != PayloadFault.NONE)
        .map(
            request ->
                suspect(
                    Cause.REQUEST_NOT_UNDERSTOOD,
                    silence,
                    "The request is malformed: " + request.fault() + "."));
  }

  static List<Suspicion> policy(Talk talk, Surroundings surroundings) {
    List<Suspicion> suspicions = new ArrayList<>();
    List<String> others = surroundings.othersThatTook(talk);
    String refused = talk.gateway() + " answered NO_PROPOSAL_CHOSEN, in clear.";
    if (!others.isEmpty()) {
      suspicions.add(
          suspect(
              Cause.GATEWAYS_DIFFER, refused, String.join(", ", others) + " took the same offer."));
    }
    suspicions.add(suspect(Cause.POLICY_DIFFERS, refused, offered(talk)));
    Optional<Instant> accepted = surroundings.accepted(talk.gateway());
    suspicions.add(
        suspect(
            Cause.NO_CONNECTION,
            refused,
            accepted
                .map(at -> "It took another offer at " + seconds(at) + ", so that is less likely.")
                .orElse("It has taken no offer at all since ikelb started.")));
    return suspicions;
  }

  private static String offered(Talk talk) {
    return Greeting.of(talk)
        .request()
        .map(request -> "The client offered " + OfferText.describe(request) + ".")
        .orElse("The client's offer could not be read.");
  }

  static List<Suspicion> group(Talk talk) {
    OptionalInt group = Greeting.of(talk).wantedGroup();
    String wanted =
        "The gateway wants "
            + (group.isPresent() ? named(group.getAsInt()) : "another group")
            + " (INVALID_KE_PAYLOAD).";
    Suspicion unknown = suspect(Cause.GROUP_NOT_KNOWN, wanted, offered(talk));
    Suspicion lost = suspect(Cause.WAY_BACK_CUT, wanted, times(talk) + " came from the client.");
    return asksTheSameAgain(talk) ? List.of(lost, unknown) : List.of(unknown, lost);
  }

  private static String named(int group) {
    return new Transform(Transform.KEY_EXCHANGE, group, OptionalInt.empty()).describe();
  }

  private static boolean asksTheSameAgain(Talk talk) {
    return requests(talk).map(Line::clear).distinct().count() < requests(talk).count();
  }

  static List<Suspicion> otherwise(Talk talk) {
    OptionalInt complaint = Greeting.of(talk).complaint();
    String said =
        complaint.isPresent()
            ? "The gateway answered " + NotifyType.nameOf(complaint.getAsInt()) + ", in clear."
            : "The gateway answered with nothing that ikelb knows.";
    return List.of(suspect(Cause.REQUEST_NOT_UNDERSTOOD, said));
  }

  static List<Suspicion> answerLost(Talk talk) {
    String again = "The gateway has answered, and the client asked again: " + times(talk) + ".";
    return List.of(
        suspect(Cause.WAY_BACK_CUT, again),
        suspect(Cause.NOT_A_CLIENT, again, "Whoever forges an address hears no answer either."));
  }

  static List<Suspicion> givenUp(Talk talk, Surroundings surroundings) {
    String stopped = "The gateway has answered, and nothing more came from the client, on no port.";
    boolean reached = surroundings.hasReached4500From(talk.address());
    boolean takesFragments = Greeting.of(talk).clientTakesFragments();
    List<Suspicion> suspicions = new ArrayList<>();
    Suspicion blocked =
        suspect(
            Cause.PORT_4500_BLOCKED,
            stopped,
            reached
                ? "But logins have come from " + talk.address() + " to port 4500."
                : "No login has come from " + talk.address() + " to port 4500 so far.");
    Suspicion fragments =
        suspect(
            Cause.FRAGMENTS_LOST_UP,
            stopped,
            takesFragments
                ? "But the client announces IKE fragmentation, so that is less likely."
                : "The client does not announce IKE fragmentation.");
    Suspicion certificate =
        suspect(
            Cause.CLIENT_HAS_NO_CERTIFICATE,
            stopped,
            "A client without one sends no login at all.");
    Suspicion gone = suspect(Cause.CLIENT_STOPPED, stopped);
    suspicions.addAll(
        reached
            ? List.of(certificate, fragments, gone, blocked)
            : takesFragments
                ? List.of(blocked, certificate, gone, fragments)
                : List.of(blocked, fragments, certificate, gone));
    suspicions.add(suspect(Cause.NOT_A_CLIENT, stopped, "Scanners go no further."));
    return suspicions;
  }

  private static Stream<Line> requests(Talk talk) {
    return talk.lines().stream().filter(line -> line.fromClient() && line.opensSa());
  }

  private static String times(Talk talk) {
    long requests = requests(talk).count();
    return requests == 1 ? "1 request" : requests + " requests";
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
