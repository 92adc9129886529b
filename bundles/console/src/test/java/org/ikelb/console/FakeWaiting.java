package org.ikelb.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.ikelb.console.verb.Waiting;

/** Time that goes by only when somebody waits; things happen at their time. */
public final class FakeWaiting implements Waiting {
  /** What the user was told, in order. */
  public final List<String> said = new ArrayList<>();

  private final Instant start;
  private final List<Event> events = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;

  private record Event(Duration at, Runnable task) {}

  FakeWaiting(Instant start) {
    this.start = start;
  }

  /** Lets something happen so long from now. */
  public void at(Duration time, Runnable task) {
    events.add(new Event(elapsed.plus(time), task));
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public void pause(Duration time) {
    elapsed = elapsed.plus(time);
    for (Iterator<Event> all = List.copyOf(events).iterator(); all.hasNext(); ) {
      Event event = all.next();
      if (event.at().compareTo(elapsed) <= 0 && events.remove(event)) {
        event.task().run();
      }
    }
  }

  @Override
  public Instant now() {
    return start.plus(elapsed);
  }

  @Override
  public long nanoTime() {
    return elapsed.toNanos();
  }
}
