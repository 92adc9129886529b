package org.ikelb.core.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events that stay where a test finds them. */
public final class RecordedEvents implements Events {
  public boolean wantsSessions = true;
  private final List<Event> all = new CopyOnWriteArrayList<>();

  @Override
  public void say(Event event) {
    all.add(event);
  }

  @Override
  public void sayLater(Event event) {
    all.add(event);
  }

  @Override
  public boolean wantsSessions() {
    return wantsSessions;
  }

  /** Those of one kind, oldest first. */
  public <T extends Event> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
