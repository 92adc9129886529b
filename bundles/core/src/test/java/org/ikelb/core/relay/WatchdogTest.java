package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.event.LoopEvent;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plugin.CallsUnderWay;
import org.ikelb.core.plugin.PluginFailures;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.SessionTable;
import org.junit.jupiter.api.Test;

/** The loops are the test's own thread; what hangs is looked at from within. */
class WatchdogTest {
  private final FakeTime time = new FakeTime();
  private final RecordedEvents events = new RecordedEvents();
  private final CallsUnderWay calls = new CallsUnderWay(time);
  private final FakeLoops listener = new FakeLoops(2, 10);
  private final Loops loops =
      new Loops(
          listener, Snapshot::empty, new SessionTable(events), new SourceAddresses(() -> 0), time);
  private final Watchdog watchdog = new Watchdog(loops, calls, events, time);
  private final PluginSlot<String> slot =
      new PluginSlot<>(
          "mine",
          Optional.of(""),
          new PluginFailures("mine", "pool vpn method", calls, events, time, () -> {}));

  private void look(double seconds) {
    time.advance(Duration.ofMillis((long) (seconds * 1_000)));
    watchdog.look();
  }

  private void turn(int loop) {
    listener.transports.get(loop).runTasks();
  }

  @Test
  void namesTheLoopWhoseCallDoesNotComeBackOnceAndSaysWhenItDoes() {
    look(0);
    turn(1); // this thread is loop 1 from now on
    assertTrue(
        slot.ask(
                plugin -> {
                  look(1.9);
                  assertEquals(List.of(), watchdog.seen().calls());
                  look(0.2);
                  look(3);
                  return plugin;
                })
            .isPresent());
    assertEquals(1, events.of(PluginEvent.Hangs.class).size());
    PluginEvent.Hangs hangs = events.of(PluginEvent.Hangs.class).get(0);
    assertEquals("mine", hangs.plugin());
    assertEquals("pool vpn method", hangs.place());
    assertEquals("loop 1", hangs.on());
    assertEquals(Duration.ofMillis(5_100), watchdog.seen().calls().get(0).took());
    assertTrue(hangs.at().contains("Watchdog"), hangs::at);
    assertEquals(
        List.of(),
        watchdog.seen().loops().stream().filter(loop -> loop.index() == 1).toList(),
        "it hangs in a plugin, and that is said already");

    assertEquals(0, events.of(PluginEvent.CameBack.class).size());
    look(0.5);
    assertEquals(List.of(), watchdog.seen().calls());
    assertEquals(5, events.of(PluginEvent.CameBack.class).get(0).tookS());
  }

  @Test
  void aCallOfAControlThreadMayTakeItsTimeoutLonger() throws InterruptedException {
    slot.askBlocking(
        "",
        Duration.ofSeconds(5),
        plugin -> {
          look(6.9);
          assertEquals(List.of(), watchdog.seen().calls());
          look(0.2);
          assertEquals(1, watchdog.seen().calls().size());
          return plugin;
        });
    assertTrue(events.of(PluginEvent.Hangs.class).get(0).on().startsWith("thread "));
    look(0.5);
    assertEquals(List.of(), watchdog.seen().calls());
  }

  @Test
  void namesALoopThatDoesNotTurnForAnotherReason() {
    for (int i = 0; i < 6; i++) {
      look(0.5);
      turn(0);
    }
    assertEquals(
        List.of(1), watchdog.seen().loops().stream().map(Watchdog.SilentLoop::index).toList());
    assertEquals(1, events.of(LoopEvent.Hangs.class).size());
    turn(1);
    look(0.5);
    assertEquals(List.of(), watchdog.seen().loops());
    assertEquals(1, events.of(LoopEvent.TurnsAgain.class).get(0).loop());
  }

  @Test
  void saysNothingWhenTheLoopsHaveEnded() {
    look(0);
    turn(0);
    turn(1);
    look(0.5); // nobody will answer this one
    listener.transports.forEach(transport -> transport.hasEnded = true);
    turn(0);
    look(0.5);
    look(3);
    assertEquals(new Watchdog.Seen(List.of(), List.of()), watchdog.seen());
    assertEquals(List.of(), events.of(LoopEvent.Hangs.class));
  }
}
