package org.ikelb.core.session;

import java.util.List;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.follow.EspSpis;
import org.ikelb.core.traffic.Counter;

/**
 * The ESP that goes through an upstream, and the SPIs that lead to it wherever they come from:
 * those of ESP that was answered.
 *
 * <p>Used on the upstream's loop, but for {@link #claimed} and {@link #answers}.
 */
public final class EspClaims {
  private final Session session;
  private final SessionUpstream upstream;
  private final EspIndex index;
  private final Counter answers = new Counter();
  private boolean perhapsSent;

  EspClaims(Session session, SessionUpstream upstream) {
    this.session = session;
    this.upstream = upstream;
    this.index = session.table().espIndex();
  }

  /** ESP came from the client's endpoint. */
  public void heard(int spi, int sequence) {
    EspSpis spis = upstream.espSpis();
    if (spi != spis.last() && !spis.contains(spi)) {
      upstream.following().keys().newEspSpi();
    }
    int forgotten = spis.seen(spi, sequence);
    if (forgotten != 0) {
      index.release(forgotten, upstream);
    }
  }

  /** ESP came from the client's endpoint that is perhaps for another of its tunnels. */
  public void heardPerhaps() {
    perhapsSent = true;
  }

  /** ESP came from the gateway: if it went both ways, the client is in, and its SPIs are real. */
  public void answered(long nowNanos) {
    answers.increment();
    if (upstream.espSpis().last() != 0 || perhapsSent) {
      session.progress().carries(nowNanos);
    }
    if (upstream.espSpis().hasUnclaimed() && session.state() == SessionState.ESTABLISHED) {
      claim();
    }
  }

  /** How often ESP came from the gateway. From any thread. */
  public long answers() {
    return answers.get();
  }

  /** From now on its ESP SPIs lead to the upstream, wherever they come from. */
  public void claim() {
    for (int spi : upstream.espSpis().takeUnclaimed()) {
      index.claim(spi, upstream);
    }
  }

  /** The ESP SPIs that lead to it, the latest first. From any thread. */
  public List<Integer> claimed() {
    return upstream.espSpis().latestFirst().stream()
        .filter(spi -> index.isOf(spi, upstream))
        .toList();
  }

  /**
   * What was not answered yet may be another session's, who was not known while it came: it is new
   * again, and so are the keys that it seemed to show.
   */
  public void doubt() {
    List<Integer> doubted = upstream.espSpis().forgetUnclaimed();
    doubted.forEach(spi -> index.release(spi, upstream));
    upstream.following().keys().areUnusedAfterAll(doubted.size());
  }

  /** None leads to it any more. */
  void release() {
    upstream.espSpis().latestFirst().forEach(spi -> index.release(spi, upstream));
  }
}
