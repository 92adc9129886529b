package org.ikelb.metrics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.http.kit.HostNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What requests are answered: {@code GET /metrics}, and nothing else.
 *
 * <p>As thread-safe as what it is made of.
 *
 * @param hosts the names that a request may ask for
 * @param scrape makes the metrics
 */
record MetricsAnswers(HostNames hosts, Supplier<String> scrape) {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsAnswers.class);
  private static final String PATH = "/metrics";
  private static final String PLAIN = "text/plain; charset=utf-8";

  /** To a head that was read to its end; absent: it is none. */
  ByteBuffer to(Optional<RequestHead> head) {
    return head.map(this::to)
        .orElseGet(() -> answer("400 Bad Request", PLAIN, "", "this is no HTTP/1 request\n", true));
  }

  private ByteBuffer to(RequestHead head) {
    boolean get = head.method().equals("GET");
    boolean body = !head.method().equals("HEAD");
    if (!hosts.cover(head.host())) {
      String status = HostNames.STATUS + " Misdirected Request";
      return answer(status, PLAIN, "", HostNames.REFUSAL + "\n", body);
    }
    if (!head.path().equals(PATH)) {
      return answer("404 Not Found", PLAIN, "", "see " + PATH + "\n", body);
    }
    if (body && !get) {
      return answer("405 Method Not Allowed", PLAIN, "Allow: GET, HEAD\r\n", "GET only\n", true);
    }
    try {
      return answer("200 OK", Exposition.CONTENT_TYPE, "", scrape.get(), body);
    } catch (Throwable e) { // whoever is asked may be gone, or half of it
      FatalErrors.passOn(e);
      LOG.error("event=scrape-failed", e);
      return answer("500 Internal Server Error", PLAIN, "", "see ikelb's log\n", body);
    }
  }

  /** To a head that is too long. */
  static ByteBuffer tooLong() {
    return answer("431 Request Header Fields Too Large", PLAIN, "", "too long\n", true);
  }

  private static ByteBuffer answer(
      String status, String type, String headers, String text, boolean withBody) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nDate: "
            + DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC))
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length
            + "\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
            + headers
            + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer answer = ByteBuffer.allocate(start.length + (withBody ? body.length : 0)).put(start);
    return (withBody ? answer.put(body) : answer).flip();
  }
}
