package org.ikelb.exporter.kit;

import java.util.Objects;

/**
 * A page that says what a product does. {@code docs/export.md} has a row for each, so that what an
 * export says can be looked up, and be found out of date; a test compares the two.
 *
 * <p>Immutable and thread-safe.
 *
 * @param key how findings name it: {@code K1}
 * @param page its title and where it is
 * @param version of the product, or of the page
 * @param date when it was published; {@code seen} and when it was read, if it does not say
 */
public record Source(String key, String page, String version, String date) {

  /** What is so of ikelb's own file, whatever the product. */
  public static final Source IKELB =
      new Source("I1", "ikelb's own [settings](reference/settings.md)", "this one", "its own");

  public Source {
    Objects.requireNonNull(key, "key");
    for (String part : new String[] {page, version, date}) {
      if (part.isBlank()) {
        throw new IllegalArgumentException("source " + key + " needs a page, a version and a date");
      }
    }
  }
}
