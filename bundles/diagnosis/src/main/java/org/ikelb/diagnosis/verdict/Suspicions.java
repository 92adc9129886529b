package org.ikelb.diagnosis.verdict;

import java.util.List;
import org.ikelb.diagnosis.seen.Surroundings;
import org.ikelb.diagnosis.seen.Talk;

/**
 * Every cause that fits a picture, the likeliest first. None is left out because another is
 * likelier: what looks the same from outside cannot be told apart from here.
 *
 * <p>Pure functions.
 */
public final class Suspicions {
  private Suspicions() {}

  /** Why a talk may have come to what it shows; empty: nothing went wrong. */
  public static List<Suspicion> of(Symptom symptom, Talk talk, Surroundings surroundings) {
    return switch (symptom) {
      case GOING_ON, IN, REDIRECTED -> List.of();
      case NOT_ADMITTED -> AtIkelb.notAdmitted(talk);
      case CUT_SHORT -> AtIkelb.cutShort(talk);
      case COOKIE_NOT_RETURNED -> WhileGreeting.cookie(talk);
      case UNANSWERED -> WhileGreeting.unanswered(talk, surroundings);
      case REFUSED_POLICY -> WhileGreeting.policy(talk, surroundings);
      case OTHER_GROUP -> WhileGreeting.group(talk);
      case REFUSED_OTHERWISE -> WhileGreeting.otherwise(talk);
      case ANSWER_LOST -> WhileGreeting.answerLost(talk);
      case GIVEN_UP -> WhileGreeting.givenUp(talk, surroundings);
      case FRAGMENTS_MISSING -> WhileLoggingIn.fragmentsMissing(talk);
      case LOGIN_UNANSWERED -> WhileLoggingIn.unanswered(talk, surroundings);
      case LOGIN_ANSWER_LOST -> WhileLoggingIn.answerLost(talk);
      case LOGIN_REFUSED -> WhileLoggingIn.refused(talk);
      case ANSWER_DISLIKED -> WhileLoggingIn.disliked(talk);
      case EAP_FAILED -> WhileLoggingIn.eapFailed(talk);
      case LOGIN_ENDED -> WhileLoggingIn.ended(talk);
      case QUIET, NO_TUNNEL -> AfterLogin.unused(talk, symptom);
    };
  }
}
