package org.ikelb.exporter.rras;

import static java.util.regex.Matcher.quoteReplacement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A script of this bundle, with places for values: {@code @@NAME@@}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param text with the places that are still empty
 */
record Script(String text) {
  private static final Pattern PLACE = Pattern.compile("@@([A-Z_]+)@@");

  static Script named(String resource) {
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this bundle has no " + resource);
      }
      return new Script(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with all places filled; what looks like a place in a value stays as it is. */
  String with(Map<String, String> values) {
    return PLACE.matcher(text).replaceAll(place -> quoteReplacement(value(place, values)));
  }

  private static String value(MatchResult place, Map<String, String> values) {
    String value = values.get(place.group(1));
    if (value == null) {
      throw new IllegalStateException("nothing is put into " + place.group());
    }
    return value;
  }
}
