package org.ikelb.console.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At a Jetty of its own, over sockets. */
class BoundedConnectionsTest {
  private static final int OF_ONE_PLACE = 4;
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";

  private final BoundedConnections bounded =
      new BoundedConnections(2 * OF_ONE_PLACE, OF_ONE_PLACE, LONGEST);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<Socket> held = new ArrayList<>();
  private final CountDownLatch givenUp = new CountDownLatch(1);

  /** Reads the body as a servlet does, with a thread that waits. */
  private final class Reader extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      try (InputStream body = Content.Source.asInputStream(request)) {
        body.readAllBytes();
        Content.Sink.write(response, true, "read", callback);
      } catch (IOException e) {
        givenUp.countDown();
        callback.failed(e);
      }
      return true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    connector.addEventListener(bounded);
    connector.getSelectorManager().addEventListener(bounded);
    server.addConnector(connector);
    server.setHandler(new Reader());
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : held) {
      socket.close();
    }
    server.stop();
  }

  private Socket sent(String text) throws IOException {
    Socket socket = new Socket();
    held.add(socket);
    socket.setSoTimeout(60_000);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
    send(socket, text);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends a whole request and reads the whole answer. */
  private static void isAnswered(Socket socket) throws IOException {
    send(socket, HEAD + "12345");
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf("\r\n\r\nread") < 0) {
      int next = socket.getInputStream().read();
      assertTrue(next >= 0, heard::toString);
      heard.append((char) next);
    }
    assertTrue(heard.toString().startsWith("HTTP/1.1 200 "), heard::toString);
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void neverHoldsMoreThanItMayAndAnswersTheNewest() throws Exception {
    for (int i = 0; i < 10 * OF_ONE_PLACE; i++) {
      sent(i % 2 == 0 ? "" : "GET / HTTP/1.1\r\nHo");
      assertTrue(bounded.size() <= OF_ONE_PLACE + 1, () -> bounded.size() + " connections");
    }
    isAnswered(sent(""));
    assertTrue(isClosed(held.get(0)));
  }

  @Test
  void whoeverWaitsForTheRestOfABodyIsToldWhenItsConnectionGaveWay() throws Exception {
    sent(HEAD + "1");
    for (int i = 0; i < OF_ONE_PLACE; i++) {
      isAnswered(sent(""));
    }
    assertTrue(givenUp.await(60, TimeUnit.SECONDS), "a thread waits for a connection that is gone");
  }

  @Test
  void whatWasClosedMakesRoom() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (Socket socket = sent("")) {
        isAnswered(socket);
      }
    }
    Socket kept = sent("");
    isAnswered(kept);
    for (int i = 0; bounded.size() > 1 && i < 6_000; i++) {
      TimeUnit.MILLISECONDS.sleep(10); // until Jetty has seen them go
    }
    assertEquals(1, bounded.size());
    isAnswered(kept);
  }

  @Test
  void aRequestThatTakesTooLongIsEnded() throws Exception {
    Socket quick = sent("");
    Socket slow = sent(HEAD + "1");
    Socket silent = sent("");
    for (int looks = 0; looks < 5; looks++) {
      isAnswered(quick);
      bounded.endOverdue(looks * (LONGEST.toNanos() + 1));
    }
    assertTrue(isClosed(slow));
    assertTrue(isClosed(silent));
    isAnswered(quick);
  }
}
