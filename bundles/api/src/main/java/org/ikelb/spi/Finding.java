package org.ikelb.spi;

import java.util.Objects;

/**
 * Something that the administrator must know of an export.
 *
 * <p>Immutable and thread-safe.
 *
 * @param effect what it means for the export
 * @param path the place in {@code ikelb.json}: {@code pools.vpn.method}
 * @param text what ikelb does, what the product does instead, and what to do about it, in a
 *     sentence or two
 * @param source the page that says what the product does: its address, or a short name that the
 *     exporter's documentation explains with address, version and date; empty if none is named
 */
public record Finding(Effect effect, String path, String text, String source) {

  public Finding {
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
  }

  /** One that names no page. */
  public Finding(Effect effect, String path, String text) {
    this(effect, path, text, "");
  }

  /** What a finding means. */
  public enum Effect {
    /** The product cannot do it: it is left out. */
    LOSSY,
    /** The product does it with another value or name, or in another way. */
    CHANGED,
    /** Nothing is written: what came out would be wrong. */
    REFUSED
  }
}
