package org.ikelb.api.view;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One difference between the running topology and another one.
 *
 * @param kind what happens
 * @param subject what it happens to: {@code gateway vpn/vpn1}
 * @param detail what is different: {@code weight 1 -> 2}; empty for added and removed things
 * @param effect what that does to live sessions
 * @param values the same as the detail, one by one; empty where the detail is not about values
 */
public record Change(Kind kind, String subject, String detail, String effect, List<Value> values) {

  public Change {
    values = List.copyOf(values);
  }

  /** One that is not about values. */
  public Change(Kind kind, String subject, String detail, String effect) {
    this(kind, subject, detail, effect, List.of());
  }

  /** A change of these values. */
  public static Change of(String subject, List<Value> values, String effect) {
    String detail = values.stream().map(Value::toString).collect(Collectors.joining(", "));
    return new Change(Kind.CHANGED, subject, detail, effect, values);
  }

  /** What happens to the subject. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * A value that becomes another one.
   *
   * @param key as in the topology file
   * @param before as it is written
   * @param after the same
   */
  public record Value(String key, String before, String after) {
    @Override
    public String toString() {
      return key + " " + before + " -> " + after;
    }
  }
}
