package org.ikelb.core.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger events = context.getLogger("org.ikelb.events");
  private final Logger sessions = context.getLogger("org.ikelb.sessions");
  private final Lines lines = new Lines();
  private EventLog log = new EventLog(LineFormat.TEXT, 100, events, sessions);

  EventLogTest() {
    lines.start();
    events.addAppender(lines);
    sessions.setLevel(Level.OFF);
  }

  /** Keeps what is logged; a writer can be held up in it. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();
    final CountDownLatch reached = new CountDownLatch(1);
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    protected void append(ILoggingEvent event) {
      reached.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      all.add(event);
    }

    List<String> texts() {
      return all.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
  }

  /** Other bundles. */
  private static final class Posted implements Topics {
    final List<String> topics = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> values = new CopyOnWriteArrayList<>();
    volatile boolean wantsSessions;

    @Override
    public void post(String topic, Map<String, Object> what) {
      topics.add(topic);
      values.add(what);
    }

    @Override
    public boolean wantsSessions() {
      return wantsSessions;
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    lines.gate.countDown();
    log.close();
  }

  private static Event closed(int count) {
    return new SessionEvent.ClosedByHand(count, "anna");
  }

  @Test
  void writesALineAndTellsOtherBundlesTheSame() {
    Posted posted = new Posted();
    log.addTopics(posted);
    log.say(closed(3));
    log.removeTopics(posted);
    log.say(closed(4));

    assertEquals(
        List.of(
            "event=sessions-closed count=3 author=anna",
            "event=sessions-closed count=4 author=anna"),
        lines.texts());
    assertEquals(List.of("org/ikelb/session/CLOSED_BY_HAND"), posted.topics);
    assertEquals(List.of(Map.of("count", 3, "author", "anna")), posted.values);
  }

  @Test
  void showsWhereAPluginThrew() {
    RuntimeException thrown = new IllegalStateException("no luck");
    log.say(new PluginEvent.Failed("mine", "pool vpn method", 2, thrown));
    assertEquals(
        List.of(
            "event=plugin-failed plugin=mine place=\"pool vpn method\" failures=2"
                + " error=\"java.lang.IllegalStateException: no luck\""),
        lines.texts());
    assertEquals(Level.ERROR, lines.all.get(0).getLevel());
    ThrowableProxy shown = (ThrowableProxy) lines.all.get(0).getThrowableProxy();
    assertSame(thrown, shown.getThrowable());
  }

  @Test
  void wantsSessionsOnlyIfTheirLogIsOnOrABundleListens() {
    Posted posted = new Posted();
    assertFalse(log.wantsSessions());
    log.addTopics(posted);
    assertFalse(log.wantsSessions());
    posted.wantsSessions = true;
    assertTrue(log.wantsSessions());
    log.removeTopics(posted);
    assertFalse(log.wantsSessions());
    sessions.setLevel(Level.INFO);
    assertTrue(log.wantsSessions());
  }

  @Test
  void neverWaitsForTheLogButCountsWhatItLeavesOut() throws Exception {
    log.close();
    log = new EventLog(LineFormat.TEXT, 2, events, sessions);
    lines.gate = new CountDownLatch(1);
    log.sayLater(closed(1));
    lines.reached.await(); // being written, so the queue is empty
    for (int i = 2; i <= 7; i++) {
      log.sayLater(closed(i));
    }
    lines.gate.countDown();

    await().until(() -> lines.all.size() == 4);
    assertEquals(
        List.of(
            "event=sessions-closed count=1 author=anna",
            "event=events-lost count=4",
            "event=sessions-closed count=2 author=anna",
            "event=sessions-closed count=3 author=anna"),
        lines.texts());
  }

  @Test
  void writesWhatWaitsWhenItIsClosed() throws Exception {
    for (int i = 0; i < 50; i++) {
      log.sayLater(closed(i));
    }
    log.close();
    assertEquals(50, lines.all.size());
  }
}
