package org.ikelb.console;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what a client of the control socket asks for: one line, a JSON array of strings. */
final class ControlRequest {
  private ControlRequest() {}

  /** A client said something else than a request; the message is for its user. */
  static final class Malformed extends Exception {
    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads up to the end of the line.
   *
   * @param maxBytes the longest line, its end not counted
   */
  static List<String> read(ReadableByteChannel channel, int maxBytes)
      throws IOException, Malformed {
    ByteBuffer buffer = ByteBuffer.allocate(maxBytes + 1);
    int end = -1;
    while (end < 0) {
      int from = buffer.position();
      if (!buffer.hasRemaining()) {
        throw new Malformed("the request is longer than " + maxBytes + " bytes");
      }
      if (channel.read(buffer) < 0) {
        throw new Malformed("the request does not end with a line feed");
      }
      end = lineFeed(buffer, from);
    }
    return words(new String(buffer.array(), 0, end, StandardCharsets.UTF_8));
  }

  private static int lineFeed(ByteBuffer buffer, int from) {
    for (int i = from; i < buffer.position(); i++) {
      if (buffer.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static List<String> words(String line) throws Malformed {
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
