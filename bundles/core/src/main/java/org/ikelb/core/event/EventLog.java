package org.ikelb.core.event;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes each event as one line of the log, and posts it to other bundles if they can be told.
 *
 * <p>Thread-safe. What comes from a loop waits in a bounded queue for a thread of its own.
 */
@Component(service = Events.class)
public final class EventLog implements Events {
  private static final int QUEUE = 8_192;
  private static final long PATIENCE_SECONDS = 2;

  private final LineFormat format;
  private final Logger events;
  private final Logger sessions;
  private final Map<Class<?>, EventType> types = new ConcurrentHashMap<>();
  private final AtomicLong lost = new AtomicLong();
  private final ThreadPoolExecutor writer;
  private volatile @Nullable Topics topics;

  @Activate
  public EventLog(BundleContext context) {
    this(
        "json".equalsIgnoreCase(context.getProperty(LineFormat.PROPERTY))
            ? LineFormat.JSON
            : LineFormat.TEXT,
        QUEUE,
        LoggerFactory.getLogger("org.ikelb.events"),
        LoggerFactory.getLogger("org.ikelb.sessions"));
  }

  EventLog(LineFormat format, int queue, Logger events, Logger sessions) {
    this.format = format;
    this.events = events;
    this.sessions = sessions;
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            EventLog::thread,
            (task, full) -> lost.incrementAndGet());
    writer.prestartAllCoreThreads(); // never by a loop
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void addTopics(Topics added) {
    topics = added;
  }

  void removeTopics(Topics removed) {
    if (topics == removed) {
      topics = null;
    }
  }

  @Deactivate
  void close() throws InterruptedException {
    writer.shutdown();
    writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void say(Event event) {
    EventType type = types.computeIfAbsent(event.getClass(), EventType::of);
    Map<String, Object> values = type.values(event);
    Logger logger = event instanceof SessionEvent.OfOne ? sessions : events;
    if (logger.isEnabledForLevel(type.level())) {
      LoggingEventBuilder line = logger.atLevel(type.level());
      event.failure().map(line::setCause).orElse(line).log(format.line(type.name(), values));
    }
    Topics now = topics;
    if (now != null) {
      now.post(type.topic(), values);
    }
  }

  @Override
  public void sayLater(Event event) {
    writer.execute(
        () -> {
          say(event);
          long missing = lost.getAndSet(0);
          if (missing > 0) {
            say(new EventsLost(missing));
          }
        });
  }

  @Override
  public boolean wantsSessions() {
    Topics now = topics;
    return sessions.isInfoEnabled() || (now != null && now.wantsSessions());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-events");
    thread.setDaemon(true);
    return thread;
  }
}
