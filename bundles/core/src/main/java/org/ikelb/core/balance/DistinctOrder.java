package org.ikelb.core.balance;

/**
 * Fills an order of preference with each candidate once.
 *
 * <p>Not thread-safe.
 */
final class DistinctOrder {
  private final int[] order;
  private final boolean[] seen;
  private int size;

  DistinctOrder(int[] order, int candidates) {
    this.order = order;
    this.seen = new boolean[candidates];
  }

  void add(int candidate) {
    if (!seen[candidate]) {
      seen[candidate] = true;
      order[size++] = candidate;
    }
  }

  /** Appends those that were never added, as they stand in the file. */
  void addTheRest() {
    for (int i = 0; i < seen.length; i++) {
      add(i);
    }
  }

  boolean isComplete() {
    return size == seen.length;
  }
}
