package org.ikelb.console;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Reads what a client of the control socket asks for: a JSON array of strings. */
final class ControlRequest {
  private ControlRequest() {}

  /** A client said something else than a request; the message is for its user. */
  static final class Malformed extends Exception {
    Malformed(String message) {
      super(message);
    }
  }

  static List<String> parse(String line) throws Malformed {
    List<String> words = new ArrayList<>();
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      json.setStrictness(Strictness.STRICT);
      json.beginArray();
      while (json.peek() == JsonToken.STRING) {
        words.add(json.nextString());
      }
      json.endArray();
      if (json.peek() == JsonToken.END_DOCUMENT) {
        return words;
      }
    } catch (IOException | IllegalStateException e) {
      // said below
    }
    throw new Malformed("the request is no JSON array of strings");
  }
}
