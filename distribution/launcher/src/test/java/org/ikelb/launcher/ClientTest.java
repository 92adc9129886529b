package org.ikelb.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void putsEachLineWhereItBelongsAndReturnsTheExitCode() throws Exception {
    int code = ask("oone\no\neoh no\notwö\nx3\n");

    assertEquals(3, code);
    assertEquals("one\n\ntwö\n", out.toString(UTF_8));
    assertEquals("oh no\n", err.toString(UTF_8));
  }

  @Test
  void saysThatTheAnswerBrokeOff() throws Exception {
    int code = ask("oone\n");

    assertEquals(4, code);
    assertEquals("one\n", out.toString(UTF_8));
    assertTrue(err.toString(UTF_8).contains("broke off"), err.toString(UTF_8));
  }

  @Test
  void namesTheSocketWhereNobodyAnswers() {
    Path socket = directory.resolve("control.sock");

    assertEquals(4, client().send(socket, List.of("status")));
    assertTrue(err.toString(UTF_8).contains(socket.toString()), err.toString(UTF_8));
  }

  @Test
  void printsTheAnswerOfWhoeverDoesNotEvenListen() throws Exception {
    Path socket = directory.resolve("control.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<Void> refusal = CompletableFuture.runAsync(() -> refuse(server));
      try (ControlConnection connection = ControlConnection.open(socket)) {
        refusal.get(10, TimeUnit.SECONDS); // closed before a word is sent
        PrintStream said = new PrintStream(err, true, UTF_8);
        assertEquals(1, connection.ask(List.of("status"), said, said));
      }
      assertEquals("refused\n", err.toString(UTF_8));
    }
  }

  private static void refuse(ServerSocketChannel server) {
    try (SocketChannel client = server.accept()) {
      client.write(UTF_8.encode("erefused\nx1\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aShellHandsOverItsLinesAndReturnsTheExitCodeOfTheLast() throws Exception {
    Path socket = directory.resolve("control.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<List<String>> requests =
          CompletableFuture.supplyAsync(() -> converse(server, "x0\n", "oone\nx2\n", "x3\n"));
      BufferedReader typed =
          new BufferedReader(new StringReader("# a comment\n\nfirst\nsecond\nexit\nthird\n"));
      assertEquals(3, client().converse(socket, List.of("shell"), typed));
      assertEquals(
          List.of("[\"shell\"]", "[\"execute\",\"first\"]", "[\"execute\",\"second\"]"),
          requests.get(10, TimeUnit.SECONDS));
      assertEquals("one\n", out.toString(UTF_8));
    }
  }

  private static List<String> converse(ServerSocketChannel server, String... answers) {
    List<String> requests = new ArrayList<>();
    try (SocketChannel client = server.accept()) {
      BufferedReader lines = new BufferedReader(Channels.newReader(client, UTF_8));
      for (String answer : answers) {
        requests.add(lines.readLine());
        client.write(UTF_8.encode(answer));
      }
      return requests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Client client() {
    return new Client(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  /** Sends {@code status "x y"} to a server that checks it and gives this answer. */
  private int ask(String answer) throws Exception {
    Path socket = directory.resolve("control.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<String> request =
          CompletableFuture.supplyAsync(() -> serve(server, answer));
      int code = client().send(socket, List.of("status", "x y"));
      assertEquals("[\"status\",\"x y\"]", request.get(10, TimeUnit.SECONDS));
      return code;
    }
  }

  private static String serve(ServerSocketChannel server, String answer) {
    try (SocketChannel client = server.accept()) {
      String request = new BufferedReader(Channels.newReader(client, UTF_8)).readLine();
      client.write(UTF_8.encode(answer));
      return request;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
