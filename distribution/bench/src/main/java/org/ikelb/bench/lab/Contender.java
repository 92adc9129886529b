package org.ikelb.bench.lab;

/**
 * What forwards between clients and gateways, to be compared with others.
 *
 * <p>Not thread-safe.
 */
public interface Contender extends AutoCloseable {
  /** When what was opened and not used any more is closed. */
  enum Forgetting {
    /** Not while the benchmark runs. */
    LATE,
    /** Within seconds, so that a run can be repeated. */
    SOON
  }

  String name();

  Place place();

  /** Starts it with nothing in memory, and waits until it forwards. */
  void start(Forgetting forgetting);

  /** Processor time it has used since it was started, in seconds. */
  double cpuSeconds();

  /** The same of its event loops alone; all of it where there are none. */
  default double loopSeconds() {
    return cpuSeconds();
  }

  /**
   * Bytes that its event loops have allocated on Java's heap since it was started, to the next
   * megabyte; 0 where there is no Java.
   */
  default long allocatedBytes() {
    return 0;
  }

  /** Waits until it has closed what was opened since it was started. */
  void awaitForgotten();

  /** What it needs for what it remembers now; garbage is collected before. */
  Memory memory();

  /** Stops it; nothing happens if it does not run. */
  @Override
  void close();

  /**
   * Memory in use, in kilobytes.
   *
   * @param resident of the process
   * @param heap of these, live objects of Java; 0 where there is no Java
   * @param slab of the kernel, all processes together
   */
  record Memory(long resident, long heap, long slab) {
    /** What there is more than before. */
    public Memory minus(Memory before) {
      return new Memory(resident - before.resident, heap - before.heap, slab - before.slab);
    }
  }
}
