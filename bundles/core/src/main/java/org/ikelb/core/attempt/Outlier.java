package org.ikelb.core.attempt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ikelb.core.client.Source;

/**
 * What tells against one gateway: clients that it turned away have logged in elsewhere, and nobody
 * here meanwhile. Requests alone tell nothing, for anybody can forge them.
 *
 * <p>Not thread-safe: under the lock of its {@link OutlierWatch}.
 */
final class Outlier {
  private static final int SOURCES = 3;
  private static final int LOGINS_OF_ONE = 10;
  private static final long COUNTS_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int MOST_SOURCES = 100;

  private final Map<Source, Integer> logins = new HashMap<>();
  private final Set<String> takenBy = new TreeSet<>();
  private int refused;
  private int ignored;
  private long lastNanos;
  private boolean hasLetIn;
  private long letInNanos;

  /** Somebody is in here. */
  void letIn(long nowNanos) {
    forget();
    hasLetIn = true;
    letInNanos = nowNanos;
  }

  /** Forgets what tells against it. */
  void forget() {
    logins.clear();
    takenBy.clear();
    refused = 0;
    ignored = 0;
  }

  /** A client that it turned away is in elsewhere. */
  void add(Source source, TurnedAway.By by, String elsewhere, long nowNanos) {
    if (hasLetIn && by.nanos() - letInNanos <= 0) {
      return; // it has taken others since
    }
    if (nowNanos - lastNanos > COUNTS_NANOS) {
      forget();
    }
    lastNanos = nowNanos;
    if (logins.size() < MOST_SOURCES || logins.containsKey(source)) {
      logins.merge(source, 1, Integer::sum);
    }
    takenBy.add(elsewhere);
    if (by.how() == TurnedAway.How.REFUSED) {
      refused++;
    } else {
      ignored++;
    }
  }

  /** What is enough to eject it, for people. */
  Optional<String> proof(String gateway) {
    boolean isEnough =
        logins.size() >= SOURCES || logins.values().stream().anyMatch(n -> n >= LOGINS_OF_ONE);
    return isEnough ? Optional.of(describe(gateway)) : Optional.empty();
  }

  private String describe(String gateway) {
    String what = refused == 0 ? "ignored" : ignored == 0 ? "refused" : "refused or ignored";
    return "%s %s %d clients that %s then took"
        .formatted(
            gateway, what, refused + ignored, takenBy.stream().collect(Collectors.joining(", ")));
  }
}
