package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.http.kit.HostNames;
import org.ikelb.metrics.MetricsServer.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
  private static final HostNames HOSTS = HostNames.of("balancer.example");
  private static final String HALF = "GET /metrics HTTP/1.1\r\nHost: local";

  private MetricsServer server;
  private final List<Socket> held = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    server = open(Limits.DEFAULT, "a 1\n");
  }

  private static MetricsServer open(Limits limits, String text) throws IOException {
    return MetricsServer.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new MetricsAnswers(HOSTS, () -> text),
        limits);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket socket : held) {
      socket.close();
    }
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build(),
            BodyHandlers.ofString());
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(30_000);
    socket.connect(server.address());
    held.add(socket);
    return socket;
  }

  private Socket sent(String text) throws IOException {
    Socket socket = connected();
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String heard(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void servesTheTextFormat() throws Exception {
    HttpResponse<String> answer = ask("GET", "/metrics?from=grafana");
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
    assertThrows(
        IOException.class,
        () ->
            MetricsServer.open(
                server.address(), new MetricsAnswers(HOSTS, () -> ""), Limits.DEFAULT));
  }

  /** Two were enough for good. */
  @Test
  void answersWhileManyRequestsAreSentByHalves() throws Exception {
    for (int i = 0; i < 100; i++) {
      sent(HALF);
    }
    for (int i = 0; i < 20; i++) {
      assertEquals("a 1\n", ask("GET", "/metrics").body());
    }
  }

  @Test
  void answersWhileNobodyReadsLongAnswers() throws Exception {
    server.close();
    server = open(Limits.DEFAULT, "a 1\n".repeat(4 << 20));
    for (int i = 0; i < 3; i++) {
      sent("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    assertEquals(404, ask("GET", "/").statusCode());
  }

  @Test
  void holdsNoMoreConnectionsThanItMayAndTheEldestGiveWay() throws Exception {
    for (int i = 0; i < Limits.DEFAULT.ofOnePlace(); i++) {
      connected();
    }
    Socket young = sent(HALF);
    assertTrue(isClosed(held.get(0)));
    young.getOutputStream().write("host\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertTrue(heard(young).endsWith("\r\n\r\na 1\n"));
  }

  @Test
  void endsWhatTakesTooLong() throws Exception {
    server.close();
    server = open(new Limits(32, 16, Duration.ofMillis(1)), "a 1\n");
    assertTrue(isClosed(connected()));
    assertTrue(isClosed(sent(HALF)));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9464,        200",
    "localhost:9464,        200",
    "balancer.example:9464, 200",
    "evil.example:9464,     421"
  })
  void answersToItsOwnNamesOnly(String host, int status) throws Exception {
    String head = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    String answer = heard(sent(head));
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertEquals(status == 200, answer.endsWith("a 1\n"), answer);
    assertEquals(status == 421, answer.contains("ikelb.http.hosts"), answer);
  }

  @Test
  void whoeverSaysNoNameIsNoBrowser() throws Exception {
    assertTrue(heard(sent("GET /metrics HTTP/1.0\r\n\r\n")).endsWith("a 1\n"));
    assertTrue(heard(sent("GET /metrics HTTP/1.0\n\n")).endsWith("a 1\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "GET\r\n",
        "GET /metrics\r\n",
        "\u0016\u0003\u0001\r\n",
        "GET ^ HTTP/1.1\r\n"
      })
  void whatIsNoRequestIsAnsweredSo(String head) throws Exception {
    String answer = heard(sent(head + "\r\n"));
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }

  @Test
  void aHeadWithoutAnEndIsNotReadForEver() throws Exception {
    String answer = heard(sent("GET /metrics HTTP/1.1\r\nA: " + "b".repeat(20_000)));
    assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
  }

  @Test
  void aBodyThatNobodyWantsDoesNotSpoilTheAnswer() throws Exception {
    String answer = heard(sent("POST /metrics HTTP/1.1\r\n\r\n" + "b".repeat(100_000)));
    assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
  }
}
