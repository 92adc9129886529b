package org.ikelb.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
  private static final long TICK = 10;

  private static final class Alarm extends TimerWheel.Timer {
    private long due;
    private long firedAt = -1;
    private boolean fired;

    Alarm(long due) {
      this.due = due;
    }

    @Override
    protected long dueNanos(long nowNanos) {
      return due;
    }

    @Override
    protected void fire(long nowNanos) {
      fired = true;
      firedAt = nowNanos;
    }
  }

  @Test
  void firesAtMostATickLateAndNeverEarly() {
    TimerWheel wheel = new TimerWheel(TICK, 0);
    Alarm alarm = new Alarm(95);
    wheel.add(alarm, 0);
    wheel.advance(94);
    assertFalse(alarm.fired);
    wheel.advance(110);
    assertTrue(alarm.fired);
    assertEquals(0, wheel.size());
  }

  @Test
  void waitsLongerThanATurnOfTheWheel() {
    TimerWheel wheel = new TimerWheel(TICK, 0);
    Alarm alarm = new Alarm(50_000);
    wheel.add(alarm, 0);
    for (long now = 0; now < 50_000; now += TICK) {
      wheel.advance(now);
      assertFalse(alarm.fired);
    }
    wheel.advance(50_020);
    assertTrue(alarm.fired);
  }

  @Test
  void asksAgainInsteadOfFiringWhenTheDeadlineMoved() {
    TimerWheel wheel = new TimerWheel(TICK, 0);
    Alarm alarm = new Alarm(100);
    wheel.add(alarm, 0);
    alarm.due = 500;
    wheel.advance(200);
    assertFalse(alarm.fired);
    wheel.advance(520);
    assertTrue(alarm.fired);
  }

  @Test
  void noticesWithinATurnThatTheDeadlineCameNearer() {
    TimerWheel wheel = new TimerWheel(TICK, 0);
    Alarm alarm = new Alarm(1_000_000);
    wheel.add(alarm, 0);
    alarm.due = 100;
    wheel.advance(TimerWheel.SLOTS * TICK);
    assertTrue(alarm.fired);
  }

  @Test
  void neverFiresWhatWasRemoved() {
    TimerWheel wheel = new TimerWheel(TICK, 0);
    Alarm alarm = new Alarm(100);
    wheel.add(alarm, 0);
    wheel.remove(alarm);
    wheel.remove(alarm);
    wheel.advance(1_000);
    assertFalse(alarm.fired);
    assertEquals(0, wheel.size());
  }

  @Test
  void firesTheOthersWhenOneThrowsAndThatOneAgainLater() {
    TimerWheel wheel = new TimerWheel(TICK, 0);
    Broken broken = new Broken();
    Alarm second = new Alarm(95);
    Alarm third = new Alarm(95);
    for (TimerWheel.Timer timer : List.of(broken, second, third)) {
      wheel.add(timer, 0);
    }
    assertThrows(IllegalStateException.class, () -> wheel.advance(110));
    assertTrue(second.fired && third.fired);
    assertEquals(1, wheel.size());
    wheel.advance(110 + TimerWheel.SLOTS * TICK);
    assertEquals(2, broken.times);
    assertEquals(0, wheel.size());
  }

  /** Throws the first time that it is fired. */
  private static final class Broken extends TimerWheel.Timer {
    private int times;

    @Override
    protected long dueNanos(long nowNanos) {
      return 95;
    }

    @Override
    protected void fire(long nowNanos) {
      if (++times == 1) {
        throw new IllegalStateException("broken for the test");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1_000, 0, Long.MAX_VALUE - 700})
  void worksWhereverTheClockBegins(long start) {
    TimerWheel wheel = new TimerWheel(TICK, start);
    Random random = new Random(start);
    List<Alarm> alarms = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Alarm alarm = new Alarm(start + random.nextInt(40_000));
      alarms.add(alarm);
      wheel.add(alarm, start);
    }
    for (long passed = 0; passed <= 40_020; passed += TICK) {
      wheel.advance(start + passed);
    }
    for (Alarm alarm : alarms) {
      assertTrue(alarm.fired);
      long late = alarm.firedAt - alarm.due;
      assertTrue(late >= 0 && late <= 2 * TICK, () -> "late by " + late);
    }
  }
}
