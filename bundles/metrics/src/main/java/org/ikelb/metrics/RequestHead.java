package org.ikelb.metrics;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client asks for, as far as it matters here.
 *
 * <p>Immutable.
 *
 * @param method as sent, {@code GET}
 * @param path without what follows a question mark
 * @param host its header {@code Host}
 */
record RequestHead(String method, String path, Optional<String> host) {
  private static final String HOST = "host:";

  /** Where the empty line ends that ends a head; -1: it is not there yet. */
  static int end(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        int next = i + 1 < length && bytes[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < length && bytes[next] == '\n') {
          return next + 1;
        }
      }
    }
    return -1;
  }

  /** Empty if it is no head of HTTP/1. */
  static Optional<RequestHead> parse(byte[] bytes, int length) {
    List<String> lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).lines().toList();
    String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      return Optional.empty();
    }
    Optional<String> host =
        lines.stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(HOST))
            .map(line -> line.substring(HOST.length()).strip())
            .findFirst();
    return path(words[1]).map(path -> new RequestHead(words[0], path, host));
  }

  private static Optional<String> path(String target) {
    try {
      return Optional.ofNullable(new URI(target).getPath());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
