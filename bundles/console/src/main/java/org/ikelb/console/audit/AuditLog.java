package org.ikelb.console.audit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.api.Caller;
import org.ikelb.api.audit.AuditEntry;
import org.ikelb.api.audit.AuditTrail;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trail, in memory and in the log. The log keeps it over restarts.
 *
 * <p>Thread-safe.
 */
@Component
public final class AuditLog implements AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger("audit");
  private static final int KEPT = 1_000;
  private static final int LONGEST = 300;

  private static final String REFUSED = "refused";

  private final Clock clock;

  /** What was done; apart from what was refused, so that nobody pushes it out by being refused. */
  private final Deque<AuditEntry> done = new ArrayDeque<>();

  private final Deque<AuditEntry> refused = new ArrayDeque<>();

  @Activate
  public AuditLog() {
    this(Clock.systemUTC());
  }

  AuditLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void note(Caller caller, String what, String result) {
    add(caller.name(), caller.role().word(), caller.from(), what, result);
  }

  @Override
  public void noteStranger(String user, String from, String what, String result) {
    add(user, AuditEntry.UNKNOWN, from, what, result);
  }

  private void add(String user, String role, String from, String what, String result) {
    AuditEntry entry =
        new AuditEntry(
            clock.instant(),
            harmless(user),
            role,
            harmless(from),
            harmless(what),
            harmless(result));
    LOG.info(
        "event=audit user=\"{}\" role={} from=\"{}\" what=\"{}\" result=\"{}\"",
        entry.user(),
        entry.role(),
        entry.from(),
        entry.what(),
        entry.result());
    keep(entry);
  }

  private synchronized void keep(AuditEntry entry) {
    Deque<AuditEntry> entries = entry.result().startsWith(REFUSED) ? refused : done;
    entries.addFirst(entry);
    if (entries.size() > KEPT) {
      entries.removeLast();
    }
  }

  /** On one line, within its quotes, and not without end. */
  private static String harmless(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").replace('"', '\'').strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  @Override
  public synchronized List<AuditEntry> latest() {
    return Stream.concat(done.stream(), refused.stream())
        .sorted(Comparator.comparing(AuditEntry::at).reversed())
        .toList();
  }
}
