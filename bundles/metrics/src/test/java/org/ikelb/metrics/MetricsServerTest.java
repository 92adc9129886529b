package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private MetricsServer server;

  @BeforeEach
  void open() throws IOException {
    server =
        MetricsServer.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> "a 1\n");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
  }

  @Test
  void servesTheTextFormat() throws Exception {
    HttpResponse<String> answer = ask("GET", "/metrics");
    assertEquals(200, answer.statusCode());
    assertEquals("a 1\n", answer.body());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void servesNothingElseAndChangesNothing() throws Exception {
    assertEquals(404, ask("GET", "/").statusCode());
    assertEquals(404, ask("GET", "/metrics/../etc/passwd").statusCode());
    assertEquals(405, ask("POST", "/metrics").statusCode());
    assertEquals("", ask("HEAD", "/metrics").body());
  }

  @Test
  void saysThatAnotherIsThere() {
    assertThrows(IOException.class, () -> MetricsServer.open(server.address(), () -> ""));
  }
}
