package org.ikelb.diagnosis.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.ikelb.diagnosis.seen.Greeting;
import org.ikelb.diagnosis.seen.Line;
import org.ikelb.diagnosis.seen.LoginSeen;
import org.ikelb.diagnosis.seen.Talk;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.PayloadType;

/**
 * The picture that a talk shows from outside. Several causes may lead to the same one.
 *
 * <p>Immutable.
 */
public enum Symptom {
  GOING_ON("The attempt goes on."),
  IN("The client is in: ESP went both ways."),
  QUIET("The login was answered; no ESP has gone both ways so far."),
  REDIRECTED("The gateway sent the client to another address."),
  NOT_ADMITTED("ikelb sent the request to no gateway."),
  COOKIE_NOT_RETURNED("The client was asked for a cookie, and brought none."),
  UNANSWERED("The gateway answered nothing."),
  REFUSED_POLICY("The gateway refused all that the client offered: NO_PROPOSAL_CHOSEN."),
  OTHER_GROUP("The gateway wanted another key exchange group, and the client did not go on."),
  REFUSED_OTHERWISE("The gateway refused the request with another notification."),
  ANSWER_LOST("The gateway answered, and the client asked again."),
  GIVEN_UP("The gateway took the request, and the client never began its login."),
  FRAGMENTS_MISSING("Fragments of the client's login did not arrive."),
  LOGIN_UNANSWERED("The gateway did not answer the login."),
  LOGIN_ANSWER_LOST("The gateway answered the login, and the client asked the same again."),
  LOGIN_REFUSED("The gateway answered the login with a notification, and that was all."),
  ANSWER_DISLIKED("The client ended the login after the gateway's answer."),
  EAP_FAILED("The login ended in the middle of EAP."),
  LOGIN_ENDED("The login was answered, and did not go on."),
  NO_TUNNEL("The login went well, and the tunnel was never used."),
  CUT_SHORT("ikelb ended the session before the client was in.");

  /** Who has not gone on for so long will not. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Who says the same so often was not heard. */
  private static final int OFTEN = 3;

  /** Why sessions end without an administrator's doing. */
  private static final Set<String> ENDED_BY_ITSELF = Set.of("deleted", "idle", "login-timeout");

  private final String title;

  Symptom(String title) {
    this.title = title;
  }

  /** A sentence. */
  public String title() {
    return title;
  }

  /** Whether something went wrong. */
  public boolean isFailure() {
    return this != GOING_ON && this != IN && this != QUIET && this != REDIRECTED;
  }

  /** What a talk shows, if it is looked at now. */
  public static Symptom of(Talk talk, Instant now) {
    if (talk.carries()) {
      return IN;
    }
    boolean waits = talk.outcome().isEmpty() && talk.ended().isEmpty();
    boolean goesOn = waits && talk.last().plus(PATIENCE).isAfter(now);
    if (talk.outcome().equals("cut-short")) {
      return CUT_SHORT;
    }
    LoginSeen login = LoginSeen.of(talk);
    if (talk.session().isEmpty()) {
      return goesOn ? GOING_ON : notAdmitted(talk);
    }
    Symptom symptom = login.hasBegun() ? login(talk, login) : greeting(talk);
    return goesOn && !symptom.isPlain(talk, login) ? GOING_ON : symptom;
  }

  /** Whether there is no need to wait for more. */
  private boolean isPlain(Talk talk, LoginSeen login) {
    return switch (this) {
      case REFUSED_POLICY, REFUSED_OTHERWISE, ANSWER_DISLIKED, QUIET -> true;
      case UNANSWERED, ANSWER_LOST, OTHER_GROUP -> requests(talk) >= OFTEN;
      case LOGIN_UNANSWERED -> login.asked().size() >= OFTEN;
      case LOGIN_ANSWER_LOST -> login.askedAgain() >= OFTEN - 1;
      default -> false;
    };
  }

  private static long requests(Talk talk) {
    return talk.lines().stream().filter(line -> line.fromClient() && line.opensSa()).count();
  }

  private static Symptom notAdmitted(Talk talk) {
    return talk.lines().stream().allMatch(line -> line.fate().equals("answered"))
        ? COOKIE_NOT_RETURNED
        : NOT_ADMITTED;
  }

  private static Symptom greeting(Talk talk) {
    Greeting greeting = Greeting.of(talk);
    if (greeting.acceptance().isPresent()) {
      return hasAskedAgain(talk) ? ANSWER_LOST : GIVEN_UP;
    }
    if (greeting.isRedirected()) {
      return REDIRECTED;
    }
    OptionalInt complaint = greeting.complaint();
    if (complaint.isEmpty()) {
      return greeting.answers().isEmpty() ? UNANSWERED : REFUSED_OTHERWISE;
    }
    return switch (complaint.getAsInt()) {
      case NotifyType.NO_PROPOSAL_CHOSEN -> REFUSED_POLICY;
      case NotifyType.INVALID_KE_PAYLOAD -> OTHER_GROUP;
      case NotifyType.COOKIE -> COOKIE_NOT_RETURNED;
      default -> REFUSED_OTHERWISE;
    };
  }

  /** Whether the client's last word is one more request, though the gateway had taken one. */
  private static boolean hasAskedAgain(Talk talk) {
    boolean answered = false;
    for (Line line : talk.lines()) {
      if (!line.fromClient() && line.opensSa() && line.responderSpi() != 0) {
        answered = true;
      } else if (answered && line.fromClient() && line.opensSa()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the login seems to have ended well: core calls it quiet, too, if the client hears
   * nothing, or thinks for half a minute before it goes on with EAP.
   */
  private static boolean isQuiet(Talk talk, LoginSeen login) {
    return talk.outcome().equals("quiet") && login.mayBeComplete();
  }

  private static Symptom login(Talk talk, LoginSeen login) {
    if (talk.outcome().equals("established") || isQuiet(talk, login)) {
      return ENDED_BY_ITSELF.contains(talk.ended()) ? NO_TUNNEL : QUIET;
    }
    if (!login.isLastAnswered()) {
      boolean whole = login.lastFragments().map(LoginSeen.Fragments::isWhole).orElse(true);
      return whole ? LOGIN_UNANSWERED : FRAGMENTS_MISSING;
    }
    if (login.askedAgain() > 0 && login.after().isEmpty()) {
      return LOGIN_ANSWER_LOST;
    }
    if (login.lastAnswer() == PayloadType.NOTIFY) {
      return LOGIN_REFUSED;
    }
    if (login.eapRounds() > 0 && !login.hasFinishedEap()) {
      return EAP_FAILED;
    }
    if (login.after().isPresent()) {
      return ANSWER_DISLIKED;
    }
    if (login.mayBeComplete()) {
      return talk.outcome().isEmpty() ? QUIET : NO_TUNNEL;
    }
    return LOGIN_ENDED;
  }
}
