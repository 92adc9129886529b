package org.ikelb.diagnosis.verdict;

import static org.ikelb.diagnosis.verdict.Suspicion.suspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.diagnosis.seen.Greeting;
import org.ikelb.diagnosis.seen.LoginSeen;
import org.ikelb.diagnosis.seen.Surroundings;
import org.ikelb.diagnosis.seen.Talk;

/**
 * Why a login came to nothing: it is encrypted, so its shape must do.
 *
 * <p>Pure functions.
 */
final class WhileLoggingIn {
  private static final String REASON_HIDDEN = "The reason is encrypted; the gateway's log has it.";

  /** Shorter answers have no room for one. */
  static final int ANSWER_WITH_CERTIFICATE = 600;

  /** A password takes fewer. */
  private static final int MANY_ROUNDS = 4;

  /** strongSwan holds the news of a wrong password back for 2 s. */
  private static final Duration SLOW = Duration.ofSeconds(4);

  private WhileLoggingIn() {}

  static List<Suspicion> fragmentsMissing(Talk talk) {
    String come =
        LoginSeen.of(talk)
            .lastFragments()
            .map(its -> its.come() + " of " + its.total() + " fragments of the login came.")
            .orElse("Not all fragments of the login came.");
    return List.of(suspect(Cause.PACKETS_LOST, come), suspect(Cause.CLIENT_STOPPED, come));
  }

  static List<Suspicion> unanswered(Talk talk, Surroundings surroundings) {
    LoginSeen login = LoginSeen.of(talk);
    String silence =
        "%s did not answer the login of up to %d bytes."
            .formatted(talk.gateway(), login.longestAsked());
    List<Suspicion> suspicions = new ArrayList<>();
    if (login.askedTooLong()) {
      suspicions.add(
          suspect(Cause.FRAGMENTS_LOST_BEHIND, silence, "It had to go in several IP packets."));
    }
    suspicions.add(
        suspect(
            Cause.LOGIN_SERVER_SILENT,
            silence,
            login.eapRounds() > 0
                ? "It had answered %d rounds of EAP before.".formatted(login.eapRounds())
                : "Many gateways ask it before they answer."));
    suspicions.add(
        suspect(
            Cause.GATEWAY_FORGOT,
            silence,
            "strongSwan answers nothing to an SPI it does not know."));
    suspicions.add(
        suspect(
            Cause.WAY_TO_GATEWAY_CUT,
            silence,
            surroundings.hasLoggedInFrom(talk.address())
                ? "But tunnels from the same address were used before."
                : "The login goes to UDP 4500, the greeting before it to UDP 500."));
    if (!login.askedTooLong()) {
      suspicions.add(
          suspect(Cause.CREDENTIALS_REFUSED, silence, "Some gateways answer nothing then."));
    }
    return suspicions;
  }

  static List<Suspicion> answerLost(Talk talk) {
    LoginSeen login = LoginSeen.of(talk);
    String again =
        "The gateway answered with up to %d bytes, and the client asked the same %d times more."
            .formatted(login.longestAnswered(), login.askedAgain());
    Suspicion cut = suspect(Cause.WAY_BACK_CUT, again);
    if (!login.answeredTooLong()) {
      return List.of(cut, suspect(Cause.PACKETS_LOST, again));
    }
    boolean announced = Greeting.of(talk).gatewayTakesFragments();
    return List.of(
        suspect(
            Cause.FRAGMENTS_LOST_DOWN,
            again,
            "That had to go in several IP packets.",
            announced
                ? "Both sides announce IKE fragmentation, and the gateway did not use it."
                : "The gateway does not announce IKE fragmentation, or the client does not."),
        cut);
  }

  static List<Suspicion> refused(Talk talk) {
    LoginSeen login = LoginSeen.of(talk);
    String said = "The gateway answered the login with a notification and nothing else.";
    if (login.eapRounds() > 0) {
      return eap(said, login);
    }
    return List.of(
        suspect(Cause.CREDENTIALS_REFUSED, said, REASON_HIDDEN),
        suspect(
            Cause.NAME_DIFFERS,
            said,
            "Also who asks for an identity that the gateway has not is told so."),
        suspect(
            Cause.LOGIN_SERVER_SILENT,
            said,
            "Also a gateway that cannot ask its RADIUS server says so."));
  }

  static List<Suspicion> disliked(Talk talk) {
    String stopped = "The client ended the login after an answer of the gateway, encrypted.";
    Suspicion name = suspect(Cause.NAME_DIFFERS, stopped);
    int answer = LoginSeen.of(talk).lastAnswerBytes();
    if (answer < ANSWER_WITH_CERTIFICATE) {
      String tooShort =
          "With %d bytes it had no certificate: a pre-shared key, then.".formatted(answer);
      return List.of(suspect(Cause.CREDENTIALS_REFUSED, stopped, tooShort), name);
    }
    return List.of(
        suspect(
            Cause.CERTIFICATE_NOT_TRUSTED, stopped, "So do clients that check the certificate."),
        name,
        suspect(
            Cause.CREDENTIALS_REFUSED,
            stopped,
            "A wrong pre-shared key of the gateway looks like it."));
  }

  static List<Suspicion> eapFailed(Talk talk) {
    LoginSeen login = LoginSeen.of(talk);
    return eap("The login ended after %d rounds of EAP.".formatted(login.eapRounds()), login);
  }

  private static List<Suspicion> eap(String ended, LoginSeen login) {
    String rounds =
        login.hasFinishedEap()
            ? "EAP itself went well, as it seems."
            : login.eapRounds() > MANY_ROUNDS
                ? "So many rounds are usual for EAP-TLS and PEAP, which carry certificates."
                : "So few rounds are usual for EAP-MSCHAPv2, with a password.";
    Suspicion password = suspect(Cause.PASSWORD_WRONG, ended, rounds, REASON_HIDDEN);
    Suspicion policy = suspect(Cause.NETWORK_POLICY, ended, "It looks the same from outside.");
    Suspicion certificates = suspect(Cause.EAP_CERTIFICATES, ended, rounds);
    List<Suspicion> suspicions = new ArrayList<>();
    Duration slowest = login.slowestAnswer();
    if (slowest.compareTo(SLOW) >= 0) {
      suspicions.add(
          suspect(
              Cause.LOGIN_SERVER_SILENT,
              ended,
              "One of the gateway's answers took %d s.".formatted(slowest.toSeconds())));
    }
    if (login.hasFinishedEap()) {
      suspicions.addAll(List.of(policy, certificates, password));
    } else if (login.eapRounds() > MANY_ROUNDS) {
      suspicions.addAll(List.of(certificates, policy, password));
    } else {
      suspicions.addAll(List.of(password, policy, certificates));
    }
    return suspicions;
  }

  static List<Suspicion> ended(Talk talk) {
    return stopped(talk);
  }

  /** The client says no more after an answer that may have had a certificate. */
  static List<Suspicion> stopped(Talk talk) {
    String stopped = noMore(talk);
    return List.of(
        suspect(Cause.CERTIFICATE_NOT_TRUSTED, stopped, "A client may stop without a word."),
        suspect(Cause.NAME_DIFFERS, stopped),
        suspect(Cause.CREDENTIALS_REFUSED, stopped, REASON_HIDDEN),
        suspect(Cause.CLIENT_STOPPED, stopped));
  }

  /** The same after one that had none: it was too short. */
  static List<Suspicion> stoppedWithoutCertificate(Talk talk) {
    String stopped = noMore(talk);
    return List.of(
        suspect(Cause.NAME_DIFFERS, stopped, "A client may stop without a word."),
        suspect(Cause.CLIENT_STOPPED, stopped));
  }

  private static String noMore(Talk talk) {
    return "The gateway answered %d messages of the login, and no more came from the client."
        .formatted(LoginSeen.of(talk).answered().size());
  }
}
