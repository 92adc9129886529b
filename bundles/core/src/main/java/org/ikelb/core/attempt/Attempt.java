package org.ikelb.core.attempt;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.traffic.LoginTally;
import org.ikelb.ike.ClearPayloads;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.PayloadType;
import org.ikelb.spi.ObservedProgress;
import org.jspecify.annotations.Nullable;

/**
 * One client's try to log in at a gateway, from its IKE_SA_INIT until it is established, refused or
 * given up. It has one outcome; what comes later changes nothing.
 *
 * <p>Thread-safe: its messages may come to two loops. The lock is held for a few instructions, and
 * never while others are told.
 */
public final class Attempt {
  /** Who has not heard for so long, and dials anew, was not answered. */
  private static final long ANSWERS_WITHIN_NANOS = 1_000_000_000L;

  private static final long NO_ID = -1;

  private final PoolAttempts pool;
  private final String session;
  private final LiveGateway gateway;
  private final InetAddress client;
  private final long openedNanos;
  private @Nullable Dialler dialler;
  private LoginTally.@Nullable Login tallied;
  private int requests;
  private int answers;
  private boolean accepted;
  private int requestsAfter;
  private int logins;
  private int longestLogin;
  private int loginAnswers;
  private int longestLoginAnswer;
  private long answeredLogin = NO_ID;
  private int loginsAgain;
  private int eapRounds;
  private boolean complained;

  Attempt(
      PoolAttempts pool, String session, LiveGateway gateway, Dialler dialler, long openedNanos) {
    this.pool = pool;
    this.session = session;
    this.gateway = gateway;
    this.dialler = dialler;
    this.client = dialler.address();
    this.openedNanos = openedNanos;
  }

  /**
   * That it is over.
   *
   * @param session its session's id
   * @param policyRefused whether the gateway wants none of what the client offers: others may
   */
  record Over(
      String session,
      Dialler dialler,
      LiveGateway gateway,
      Seen.Verdict verdict,
      boolean policyRefused,
      long openedNanos,
      long nanos) {

    /** For people. */
    FailedAttempt describe(Instant at) {
      return new FailedAttempt(
          at,
          Duration.ofNanos(nanos - openedNanos),
          session,
          AddressText.of(dialler.address()),
          gateway.name(),
          verdict.outcome(),
          verdict.detail(),
          dialler.offer().describe());
    }

    TurnedAway.By turnedAway(TurnedAway.How how, int telling) {
      return new TurnedAway.By(gateway, how, nanos, telling);
    }
  }

  // what is seen

  /** An IKE_SA_INIT was sent to the gateway. */
  public synchronized void asked() {
    requests++;
    if (accepted) {
      requestsAfter++;
    }
  }

  /**
   * The gateway has answered one, in clear.
   *
   * @param offset where its header begins
   * @return what became of the attempt by it, for people; empty: it goes on
   */
  public Optional<String> answered(ByteBuffer datagram, int offset, long nowNanos) {
    int sa = ClearPayloads.find(datagram, offset, PayloadType.SA);
    if (sa != ClearPayloads.NONE) {
      synchronized (this) {
        answers++;
        accepted = true;
      }
      pool.took(gateway, datagram, sa);
      return Optional.empty();
    }
    OptionalInt notify = ClearPayloads.notifyType(datagram, offset);
    Over over = null;
    synchronized (this) {
      answers++;
      if (notify.isPresent() && isRefusal(notify.getAsInt()) && !accepted) {
        int error = notify.getAsInt();
        over =
            decide(
                Seen.refused(error, gateway.name().toString()),
                error == NotifyType.NO_PROPOSAL_CHOSEN,
                nowNanos);
      }
    }
    tell(over);
    return over == null ? Optional.empty() : Optional.of("refused: " + over.verdict().detail());
  }

  private static boolean isRefusal(int notify) {
    return NotifyType.isError(notify) && notify != NotifyType.INVALID_KE_PAYLOAD;
  }

  /** The client sends a message of its login on the pair that the gateway has answered with. */
  public synchronized void loginAsked(SeenIke message, int bytes, long nowNanos) {
    if (tallied == null && dialler != null) {
      tallied = gateway.logins().begun(dialler.address(), nowNanos);
    }
    logins++;
    longestLogin = Math.max(longestLogin, bytes);
    if (message.id() == answeredLogin) {
      loginsAgain++;
    } else {
      loginsAgain = 0;
    }
    if (message.first() == PayloadType.EAP) {
      eapRounds++;
    }
  }

  /** The gateway answers that. */
  public synchronized void loginAnswered(SeenIke message, int bytes) {
    loginAnswers++;
    longestLoginAnswer = Math.max(longestLoginAnswer, bytes);
    answeredLogin = message.id();
  }

  /** The client does not want to go on. */
  public synchronized void complained() {
    complained = true;
  }

  /** ESP went both ways. */
  public void carried() {
    synchronized (this) {
      if (tallied != null) {
        tallied.finish();
        tallied = null;
      }
    }
    tellObservers(ObservedProgress.CARRIES, () -> "");
  }

  // how it ends

  /** The client is in. */
  public void established(long nowNanos) {
    decideAndTell(new Seen.Verdict(AttemptOutcome.ESTABLISHED, () -> ""), nowNanos);
  }

  /** Nobody says anything any more. */
  public void quiet(long nowNanos) {
    decideAndTell(new Seen.Verdict(AttemptOutcome.QUIET, () -> ""), nowNanos);
  }

  /** Its session has ended. */
  public void ended(EndReason reason, long nowNanos) {
    Over over;
    synchronized (this) {
      over = decide(seen().atEnd(reason, gateway.name().toString()), nowNanos);
    }
    tell(over);
    tellObservers(ObservedProgress.ENDED, reason::key);
  }

  /** Its client begins another; if this one was never answered, that is why. */
  public void dialledAnew(long nowNanos) {
    Over over = null;
    synchronized (this) {
      if (answers == 0 && logins == 0 && nowNanos - openedNanos >= ANSWERS_WITHIN_NANOS) {
        over = decide(seen().unanswered(gateway.name().toString()), nowNanos);
      }
    }
    tell(over);
  }

  private void decideAndTell(Seen.Verdict verdict, long nowNanos) {
    Over over;
    synchronized (this) {
      over = decide(verdict, nowNanos);
    }
    tell(over);
  }

  private @Nullable Over decide(Seen.Verdict verdict, long nowNanos) {
    return decide(verdict, false, nowNanos);
  }

  private @Nullable Over decide(Seen.Verdict verdict, boolean policyRefused, long nowNanos) {
    Dialler who = dialler;
    if (who == null) {
      return null; // it was over before
    }
    dialler = null;
    return new Over(session, who, gateway, verdict, policyRefused, openedNanos, nowNanos);
  }

  private void tell(@Nullable Over over) {
    if (over != null) {
      pool.over(over);
      tellObservers(over.verdict().outcome().key(), over.verdict().text());
    }
  }

  private void tellObservers(String outcome, Supplier<String> text) {
    IkeSink observers = pool.observers();
    if (observers != null) {
      observers.progress(new AttemptProgress(pool.now(), session, client, gateway, outcome, text));
    }
  }

  private Seen seen() {
    return new Seen(
        requests,
        answers,
        accepted,
        requestsAfter,
        logins,
        longestLogin,
        loginAnswers,
        longestLoginAnswer,
        loginsAgain,
        eapRounds,
        complained);
  }
}
