package org.ikelb.listener.udp;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects what Netty says about buffers that were dropped but not released; set in the pom. */
public final class Leaks<T> extends ResourceLeakDetector<T> {
  private static final List<String> found = new CopyOnWriteArrayList<>();

  public Leaks(Class<T> type, int samplingInterval) {
    super(type, samplingInterval);
  }

  @SuppressWarnings("deprecation") // Netty calls this one too
  public Leaks(Class<T> type, int samplingInterval, long maxActive) {
    super(type, samplingInterval, maxActive);
  }

  /** All leaks so far. Netty reports one when it tracks the next buffer after a collection. */
  static List<String> found() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      System.runFinalization();
      PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    }
    return List.copyOf(found);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String type, String records) {
    found.add(type + records);
  }

  @Override
  protected void reportUntracedLeak(String type) {
    found.add(type);
  }
}
