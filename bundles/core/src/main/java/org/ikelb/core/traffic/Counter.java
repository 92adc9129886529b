package org.ikelb.core.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that one thread counts up and others read.
 *
 * <p>Written by one thread, read by any: a reader sees a value of a moment ago, never half of one.
 */
public final class Counter {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through the handle
  private long value;

  public void increment() {
    add(1);
  }

  public void add(long amount) {
    VALUE.setOpaque(this, (long) VALUE.getOpaque(this) + amount);
  }

  /** Sets it: for moments rather than amounts. */
  public void set(long newValue) {
    VALUE.setOpaque(this, newValue);
  }

  public long get() {
    return (long) VALUE.getOpaque(this);
  }
}
