package org.ikelb.guard.cookie;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.ikelb.ike.Answers;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.PayloadType;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Opening;

/**
 * Asks who wants to open a session for a cookie first, while many are half-open. It is sent to the
 * address that the request came from; only who is there can bring it back. So a forged address
 * opens nothing: no session, no socket, nothing is remembered.
 *
 * <p>The gateway gets the request with the cookie in it, unchanged, for what the client sent is
 * part of what it signs. A gateway takes a cookie that it has not made. If it wants its own, the
 * client puts that in the place of ours; by then it has a session, and passes.
 *
 * <p>Thread-safe; allocates a few hundred bytes for each cookie, and keeps none.
 */
final class CookieGuard implements Guard, AutoCloseable {
  private final CookieSettings settings;
  private final Cookies cookies;
  private final Demand demand;
  private final Trial trial = new Trial();
  private final LongAdder asked = new LongAdder();
  private final Consumer<CookieGuard> closing;

  /**
   * Makes one.
   *
   * @param closing told when it is not needed any more
   */
  CookieGuard(CookieSettings settings, RandomGenerator secrets, Consumer<CookieGuard> closing) {
    this.settings = settings;
    this.cookies = new Cookies(secrets);
    this.demand = new Demand(settings);
    this.closing = closing;
    rehearse();
  }

  /** Loads what a cookie needs: else the first client would wait for it, and a loop with it. */
  private void rehearse() {
    ByteBuffer message =
        MessageBuilder.message(1, 0, ExchangeType.IKE_SA_INIT, IkeHeader.INITIATOR, 0)
            .payload(PayloadType.NONCE, new byte[32])
            .build();
    InetAddress client = InetAddress.getLoopbackAddress();
    int nonce = OpeningReader.nonce(message);
    Answers.cookie(message, cookies.make(message, nonce, client, 0));
    cookies.isGood(message, nonce, nonce, client, 0);
  }

  @Override
  public Verdict admit(Opening opening, Admission context) {
    ByteBuffer message = opening.message();
    long now = context.nowNanos();
    int cookie = OpeningReader.cookie(message, Cookies.LENGTH);
    boolean isOn = demand.isOn(context.halfOpenSessions(), context.halfOpenLimit(), now);
    boolean asks = isOn && !trial.isFailed(now) && !context.hasSession();
    if (cookie == OpeningReader.NOT_FOUND && !asks) {
      return Verdict.Pass.PASS;
    }
    int nonce = OpeningReader.nonce(message);
    if (nonce == OpeningReader.NOT_FOUND) {
      return asks ? Verdict.Drop.DROP : Verdict.Pass.PASS; // it could not log in
    }
    if (cookie != OpeningReader.NOT_FOUND
        && cookies.isGood(message, cookie, nonce, opening.clientAddress(), now)) {
      trial.cameBack(context.answeredOpenings(), now);
      return Verdict.Reachable.REACHABLE;
    }
    return asks ? ask(opening, message, nonce, now) : Verdict.Pass.PASS;
  }

  private Verdict ask(Opening opening, ByteBuffer message, int nonce, long now) {
    ByteBuffer answer =
        Answers.cookie(message, cookies.make(message, nonce, opening.clientAddress(), now));
    if (answer.remaining() > message.remaining()) {
      return Verdict.Drop.DROP; // no request that a gateway could answer is so short
    }
    asked.increment();
    return new Verdict.Answer(answer);
  }

  CookieSettings settings() {
    return settings;
  }

  /** How many requests were answered with a cookie. */
  long asked() {
    return asked.sum();
  }

  /** Whether cookies are out of use, since nobody who brought one back was answered. */
  boolean isOutOfUse() {
    return trial.isFailed();
  }

  @Override
  public void close() {
    closing.accept(this);
  }
}
