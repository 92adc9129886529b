package org.ikelb.console.web.pages;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * The latest events, except what happens to single sessions, which would push out all others.
 *
 * <p>Thread-safe.
 */
@Component(
    service = {EventHandler.class, EventHistory.class},
    immediate = true,
    property = {
      EventConstants.EVENT_TOPIC + "=org/ikelb/topology/*",
      EventConstants.EVENT_TOPIC + "=org/ikelb/gateway/*",
      EventConstants.EVENT_TOPIC + "=org/ikelb/plugin/*",
      EventConstants.EVENT_TOPIC + "=org/ikelb/state/*",
      EventConstants.EVENT_TOPIC + "=org/ikelb/session/CLOSED_BY_HAND",
      EventConstants.EVENT_TOPIC + "=org/ikelb/session/RESTORED"
    })
public final class EventHistory implements EventHandler {
  private static final int LENGTH = 50;

  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * An event.
   *
   * @param topic without {@code org/ikelb/}: {@code gateway/HEALTH}
   * @param values its keys, in their alphabetical order
   */
  record Entry(Instant at, String topic, Map<String, String> values) {}

  @Override
  public void handleEvent(Event event) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : new TreeSet<>(List.of(event.getPropertyNames()))) {
      if (!key.equals(EventConstants.EVENT_TOPIC) && !key.equals(EventConstants.TIMESTAMP)) {
        values.put(key, String.valueOf(event.getProperty(key)));
      }
    }
    Object at = event.getProperty(EventConstants.TIMESTAMP);
    Instant time = at instanceof Long millis ? Instant.ofEpochMilli(millis) : Instant.now();
    add(new Entry(time, event.getTopic().replaceFirst("^org/ikelb/", ""), values));
  }

  private synchronized void add(Entry entry) {
    entries.addFirst(entry);
    if (entries.size() > LENGTH) {
      entries.removeLast();
    }
  }

  /** The newest first. */
  synchronized List<Entry> latest() {
    return List.copyOf(entries);
  }
}
