package org.ikelb.api.topology;

/**
 * UDP ports from first to last, both included.
 *
 * @param first 1 to 65535
 * @param last first to 65535
 */
public record PortRange(int first, int last) {

  public PortRange {
    if (first < 1 || last > 65535 || first > last) {
      throw new IllegalArgumentException(
          "ports must be 1 <= first <= last <= 65535, were " + first + "-" + last);
    }
  }

  /** How many ports there are. */
  public int size() {
    return last - first + 1;
  }

  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
