package org.ikelb.core.event;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Posts events to EventAdmin. A component of its own, so that nothing is loaded where that is not
 * installed.
 *
 * <p>Thread-safe.
 */
@Component(service = Topics.class)
public final class EventAdminTopics implements Topics {
  /** Handlers whose topics, wildcards included, take in single sessions. */
  private static final String SESSION_HANDLERS =
      "(|(event.topics=org/ikelb/session/ESTABLISHED)(event.topics=org/ikelb/session/ENDED)"
          + "(event.topics=org/ikelb/session/\\*)(event.topics=org/ikelb/\\*)"
          + "(event.topics=org/\\*)(event.topics=\\*))";

  private final EventAdmin admin;
  private final AtomicInteger sessionHandlers = new AtomicInteger();

  @Activate
  public EventAdminTopics(@Reference EventAdmin admin) {
    this.admin = admin;
  }

  @Reference(
      service = EventHandler.class,
      target = SESSION_HANDLERS,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addSessionHandler(ServiceReference<EventHandler> handler) {
    sessionHandlers.incrementAndGet();
  }

  void removeSessionHandler(ServiceReference<EventHandler> handler) {
    sessionHandlers.decrementAndGet();
  }

  @Override
  public void post(String topic, Map<String, Object> values) {
    Map<String, Object> properties = new HashMap<>(values);
    properties.put(EventConstants.TIMESTAMP, System.currentTimeMillis());
    try {
      admin.postEvent(new Event(topic, properties));
    } catch (IllegalStateException e) {
      // It stops, and will be taken away in a moment: nobody is left to be told.
    }
  }

  @Override
  public boolean wantsSessions() {
    return sessionHandlers.get() > 0;
  }
}
