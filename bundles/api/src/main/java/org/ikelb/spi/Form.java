package org.ikelb.spi;

import java.util.Objects;

/**
 * One of the ways in which a product takes its configuration.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name typed by people: lower case letters, digits and dashes
 * @param help what it is and where it goes, in one sentence
 */
public record Form(String name, String help) {

  public Form {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(help, "help");
  }
}
