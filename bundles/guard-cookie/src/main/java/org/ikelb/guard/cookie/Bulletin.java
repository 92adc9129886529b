package org.ikelb.guard.cookie;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ikelb.api.view.Warning;

/**
 * Tells when guards begin and end to ask for cookies, and when cookies are out of use: once each
 * way. It looks at the guards, which know nothing of it.
 *
 * <p>Thread-safe; one thread ticks.
 */
final class Bulletin {
  /** Ticks, so seconds, without a cookie after which nobody is asked any more. */
  private static final int QUIET_TICKS = 10;

  private static final String SUBJECT = "guard cookie";

  private final Consumer<String> log;
  private final Map<CookieGuard, Told> told = new ConcurrentHashMap<>();

  /**
   * Makes one.
   *
   * @param log takes a line for each change
   */
  Bulletin(Consumer<String> log) {
    this.log = log;
  }

  /**
   * What was told of a guard last.
   *
   * @param asked how many it had asked
   * @param quiet ticks since then
   * @param asking whether it asks
   * @param outOfUse whether its cookies are out of use
   */
  private record Told(long asked, int quiet, boolean asking, boolean outOfUse) {}

  void add(CookieGuard guard) {
    told.put(guard, new Told(0, 0, false, false));
  }

  void remove(CookieGuard guard) {
    told.remove(guard);
  }

  /** A second has gone by. */
  void tick() {
    told.keySet().forEach(guard -> told.computeIfPresent(guard, this::look));
  }

  private Told look(CookieGuard guard, Told before) {
    long asked = guard.asked();
    int quiet = asked == before.asked ? Math.min(before.quiet + 1, QUIET_TICKS) : 0;
    boolean asking =
        !guard.settings().always() && (before.asking ? quiet < QUIET_TICKS : quiet == 0);
    boolean outOfUse = guard.isOutOfUse();
    if (asking != before.asking) {
      log.accept(
          asking
              ? "event=cookies-asked threshold=" + guard.settings().threshold()
              : "event=cookies-not-asked asked=" + asked);
    }
    if (outOfUse != before.outOfUse) {
      log.accept(
          outOfUse
              ? "event=cookies-out-of-use reason=\"" + Trial.WHY + '"'
              : "event=cookies-in-use");
    }
    return new Told(asked, quiet, asking, outOfUse);
  }

  /** What is odd now; the same of two pools is said once. */
  List<Warning> warnings() {
    Set<Warning> warnings = new LinkedHashSet<>();
    for (Map.Entry<CookieGuard, Told> entry : told.entrySet()) {
      if (entry.getValue().outOfUse) {
        warnings.add(
            new Warning(
                "cookies-out-of-use",
                SUBJECT,
                Trial.WHY
                    + ". Clients are not asked for cookies for "
                    + Trial.PAUSE_MINUTES
                    + " minutes. If the gateways are up, they may not take cookies that they have"
                    + " not made: then leave the guard out."));
      } else if (entry.getValue().asking) {
        warnings.add(
            new Warning(
                "cookies-asked",
                SUBJECT,
                "So many sessions are half-open (threshold "
                    + entry.getKey().settings().threshold()
                    + ") that new clients are asked for a cookie: many log in at once, or somebody"
                    + " floods ikelb."));
      }
    }
    return new ArrayList<>(warnings);
  }
}
