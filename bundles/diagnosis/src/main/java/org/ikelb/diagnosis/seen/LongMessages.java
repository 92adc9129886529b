package org.ikelb.diagnosis.seen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ikelb.api.diagnosis.Fragmentation;

/**
 * Counts what became of long messages at each gateway.
 *
 * <p>Not thread-safe.
 */
public final class LongMessages {
  private static final int MOST_GATEWAYS = 1024;

  private final Map<String, Fragmentation> gateways = new TreeMap<>();

  /** An attempt is over. */
  public void add(Talk talk) {
    boolean hasRoom = gateways.containsKey(talk.gateway()) || gateways.size() < MOST_GATEWAYS;
    if (!talk.gateway().isEmpty() && hasRoom) {
      gateways.merge(talk.gateway(), of(talk), LongMessages::sum);
    }
  }

  private static Fragmentation of(Talk talk) {
    Greeting greeting = Greeting.of(talk);
    LoginSeen login = LoginSeen.of(talk);
    boolean answered = greeting.acceptance().isPresent();
    boolean up = login.askedTooLong();
    boolean down = login.answeredTooLong();
    return new Fragmentation(
        talk.gateway(),
        one(greeting.gatewayTakesFragments()),
        one(answered),
        one(answered && greeting.clientTakesFragments()),
        one(up),
        one(up && !talk.carries() && !login.isLastAnswered()),
        one(down),
        one(down && !talk.carries() && login.askedAgain() > 0),
        login.longestAsked(),
        login.longestAnswered());
  }

  private static long one(boolean is) {
    return is ? 1 : 0;
  }

  private static Fragmentation sum(Fragmentation a, Fragmentation b) {
    return new Fragmentation(
        a.gateway(),
        a.announcedBy() + b.announcedBy(),
        a.answers() + b.answers(),
        a.clients() + b.clients(),
        a.longUp() + b.longUp(),
        a.longUpUnanswered() + b.longUpUnanswered(),
        a.longDown() + b.longDown(),
        a.longDownLost() + b.longDownLost(),
        Math.max(a.longestUp(), b.longestUp()),
        Math.max(a.longestDown(), b.longestDown()));
  }

  /** By the names of the gateways. */
  public List<Fragmentation> all() {
    return List.copyOf(gateways.values());
  }
}
