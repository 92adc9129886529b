package org.ikelb.guard.cookie;

import org.ikelb.spi.Admission;

/** What a guard is told beside a request; a test changes it. */
final class Situation implements Admission {
  static final long SECOND = 1_000_000_000L;

  long now = -7 * SECOND;
  int halfOpen;
  int limit = 10_000;
  boolean known;
  long answered;

  Situation halfOpen(int sessions) {
    halfOpen = sessions;
    return this;
  }

  void pass(long seconds) {
    now += seconds * SECOND;
  }

  @Override
  public long nowNanos() {
    return now;
  }

  @Override
  public int halfOpenSessions() {
    return halfOpen;
  }

  @Override
  public int halfOpenLimit() {
    return limit;
  }

  @Override
  public boolean hasSession() {
    return known;
  }

  @Override
  public long answeredOpenings() {
    return answered;
  }
}
