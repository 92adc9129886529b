package org.ikelb.exporter.kit;

/**
 * A product that is exported to.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title its full name: {@code F5 BIG-IP}
 * @param ranges the page with the names and ranges of its settings
 */
public record Product(String title, Source ranges) {

  /** The title, for sentences. */
  @Override
  public String toString() {
    return title;
  }
}
