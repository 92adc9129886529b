package org.ikelb.exporter.f5;

/**
 * Nested blocks in braces, a property a line, four spaces a level.
 *
 * <p>Not thread-safe.
 */
final class Stanzas {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  Stanzas open(String head) {
    line(head + " {");
    depth++;
    return this;
  }

  Stanzas line(String line) {
    text.append("    ".repeat(depth)).append(line).append('\n');
    return this;
  }

  /** What is no stanza, as it is. */
  Stanzas raw(String lines) {
    text.append(lines);
    return this;
  }

  Stanzas close() {
    depth--;
    return line("}");
  }

  String text() {
    return text.toString();
  }
}
