package org.ikelb.config.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.config.json.SyntaxRules.Last;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Reads one JSON document (RFC 8259, and comments) into a tree. What breaks the grammar ends the
 * reading; a duplicate key or a null is reported and left out.
 *
 * <p>Used once; not thread-safe.
 */
public final class JsonParser {
  private static final int MAX_DEPTH = 32;

  private final String text;
  private final PacedReader source;
  private final JsonReader reader;

  /** The end of the last token. */
  private int end;

  private Last last = Last.OPENING;

  /** What is being read: {@code .pools.vpn.monitors[0]}. */
  private final StringBuilder path = new StringBuilder();

  private JsonParser(String text) {
    this.text = text;
    this.source = new PacedReader(text);
    this.reader = new JsonReader(source);
    reader.setStrictness(Strictness.STRICT);
  }

  /**
   * Reads a text.
   *
   * @param root where duplicate keys and nulls are reported
   */
  public static Json parse(String text, Place root) throws SyntaxError {
    JsonParser parser = new JsonParser(Comments.blank(text));
    try {
      return parser.document(root);
    } catch (SyntaxError e) {
      throw e.in(parser.path());
    }
  }

  private String path() {
    return path.indexOf(".") == 0 ? path.substring(1) : path.toString();
  }

  private Json document(Place root) throws SyntaxError {
    try {
      Optional<Json> document = value(root, 0);
      int rest = nextToken();
      if (rest < text.length()) {
        throw new SyntaxError(rest, "the document has ended: nothing may follow it");
      }
      return document.orElseGet(() -> new Json.JsonArray(0, List.of()));
    } catch (MalformedJsonException | EOFException e) {
      int at = e instanceof EOFException ? text.length() : failedAt();
      throw new SyntaxError(failedAt(), SyntaxRules.rule(text, last, end, at));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
  }

  /** Where the token starts that could not be read, or the char before it that was in the way. */
  private int failedAt() {
    int last = source.position() == text.length() ? text.length() : source.position() - 1;
    return Math.max(0, Math.min(nextToken(), last));
  }

  private int nextToken() {
    int at = end;
    while (at < text.length() && " \t\r\n,:".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private Optional<Json> value(Place place, int depth) throws IOException, SyntaxError {
    JsonToken token = reader.peek();
    int start = nextToken();
    if (depth > MAX_DEPTH) {
      throw new SyntaxError(start, "must not be nested deeper than " + MAX_DEPTH);
    }
    return switch (token) {
      case BEGIN_OBJECT -> Optional.of(object(start, place, depth));
      case BEGIN_ARRAY -> Optional.of(array(start, place, depth));
      case STRING -> Optional.of(string(start));
      case NUMBER -> Optional.of(number(start));
      case BOOLEAN -> Optional.of(flag(start));
      default -> {
        reader.nextNull();
        end = start + "null".length();
        place.wrongAt(start, "must not be null: leave the key out or give it a value");
        yield Optional.empty();
      }
    };
  }

  private Json object(int start, Place place, int depth) throws IOException, SyntaxError {
    Map<String, Json.Member> members = new LinkedHashMap<>();
    reader.beginObject();
    end = start + 1;
    last = Last.OPENING;
    while (reader.hasNext()) {
      int keyStart = nextToken();
      String key = reader.nextName();
      end = source.position();
      last = Last.KEY;
      Place inner = place.at(key);
      int outside = path.length();
      path.append('.').append(Quoted.printable(key));
      Optional<Json> value = value(inner, depth + 1);
      path.setLength(outside);
      last = Last.MEMBER;
      if (members.containsKey(key)) {
        inner.wrongAt(keyStart, "this key is there already; each may be there once");
      } else {
        value.ifPresent(json -> members.put(key, new Json.Member(keyStart, json)));
      }
    }
    end = nextToken() + 1;
    reader.endObject();
    return new Json.JsonObject(start, members);
  }

  private Json array(int start, Place place, int depth) throws IOException, SyntaxError {
    List<Json> elements = new ArrayList<>();
    reader.beginArray();
    end = start + 1;
    last = Last.OPENING;
    for (int i = 0; reader.hasNext(); i++) {
      int outside = path.length();
      path.append('[').append(i).append(']');
      value(place.at(i), depth + 1).ifPresent(elements::add);
      path.setLength(outside);
      last = Last.ELEMENT;
    }
    end = nextToken() + 1;
    reader.endArray();
    return new Json.JsonArray(start, elements);
  }

  private Json string(int start) throws IOException {
    String value = reader.nextString();
    end = source.position();
    return new Json.JsonScalar(start, value);
  }

  private Json flag(int start) throws IOException {
    boolean value = reader.nextBoolean();
    end = start + Boolean.toString(value).length();
    return new Json.JsonScalar(start, value);
  }

  private Json number(int start) throws IOException, SyntaxError {
    String literal = reader.nextString();
    end = start + literal.length();
    return new Json.JsonScalar(start, number(start, literal));
  }

  private static Object number(int start, String literal) throws SyntaxError {
    try {
      return Long.valueOf(literal);
    } catch (NumberFormatException fractionOrHuge) {
      double value = Double.parseDouble(literal);
      if (Double.isInfinite(value)) {
        throw new SyntaxError(start, "this number is too large");
      }
      return value;
    }
  }
}
