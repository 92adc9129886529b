package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A text with {@code @WORDS@} to be filled in.
 *
 * @param text as filled in so far
 */
record Template(String text) {

  /** A file of the test resources of the lab. */
  static Template named(String file) {
    try (InputStream in = Template.class.getResourceAsStream("/lab/" + file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new Template(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Template with(String word, Object value) {
    return new Template(text.replace("@" + word + "@", value.toString()));
  }
}
