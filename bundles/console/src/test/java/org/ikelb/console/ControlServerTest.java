package org.ikelb.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ControlServerTest {
  private static final ControlServer.Limits LIMITS =
      new ControlServer.Limits(2, 1, 1000, Duration.ofMillis(300), Duration.ofMillis(300));

  @TempDir Path state;
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(2);
  private final AtomicInteger shellsClosed = new AtomicInteger();
  private Path path;
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    path = state.resolve("control.sock");
    server = ControlServer.open(path, this::echo, this::shell, LIMITS);
  }

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  private Output echo(List<String> words, Consumer<String> listener) {
    if (words.equals(List.of("wait"))) {
      waiting.countDown();
      await(release);
    }
    if (words.equals(List.of("much"))) {
      return new Output(0, List.of("a".repeat(10_000_000)), List.of());
    }
    if (words.equals(List.of("take your time"))) {
      listener.accept("half way");
    }
    return new Output(3, List.of("typed " + words, "", "two\nlines"), List.of("a reason"));
  }

  private Shell shell(String directory, OutputStream out, OutputStream err) {
    PrintStream print = new PrintStream(out, true, UTF_8);
    return new Shell() {
      @Override
      public int execute(String line) {
        print.print("in " + directory + ": ");
        print.println(line);
        new PrintStream(err, true, UTF_8).println("a reason");
        return line.length();
      }

      @Override
      public List<String> complete(String line) {
        return List.of(line + "1", line + "2");
      }

      @Override
      public void close() {
        shellsClosed.incrementAndGet();
      }
    };
  }

  @Test
  void aVerbThatTakesItsTimeSaysHowItStands() throws IOException {
    assertTrue(ask("[\"take your time\"]\n").startsWith("ehalf way\no"));
  }

  @Test
  void aShellIsAConversation() throws IOException {
    String lines = "[\"execute\",\"a b\"]\n[\"complete\",\"a b\"]\n";
    assertEquals(
        "x0\noin /home: a b\nea reason\nx3\noa b1\noa b2\nx0\n",
        ask("[\"--directory=/home\",\"shell\"]\n" + lines));
    assertEquals(1, shellsClosed.get());
  }

  @Test
  void aShellSaysWhatItUnderstands() throws IOException {
    assertTrue(ask("[\"shell\"]\n[\"status\"]\n").endsWith("or [\"complete\",LINE]\nx1\n"));
  }

  @Test
  void shellsLeaveRoomForCommands() throws IOException {
    try (SocketChannel shell = connect()) {
      shell.write(UTF_8.encode("[\"shell\"]\n"));
      Awaitility.await().until(() -> shell.read(ByteBuffer.allocate(3)) > 0);
      assertEquals("etoo many shells are open already; close one\nx1\n", ask("[\"shell\"]\n"));
      assertTrue(ask("[\"status\"]\n").endsWith("x3\n"));
    }
  }

  @Test
  void aShellEndsWithTheServer() throws IOException {
    try (SocketChannel shell = connect()) {
      shell.write(UTF_8.encode("[\"shell\"]\n"));
      Awaitility.await().until(() -> shell.read(ByteBuffer.allocate(3)) > 0);
      server.close();
      assertEquals("", rest(shell));
    }
  }

  @Test
  void answersWithMarkedLinesAndTheExitCode() throws IOException {
    assertEquals(
        "otyped [gateways, vpn ö]\no\notwo\nolines\nea reason\nx3\n",
        ask("[\"gateways\", \"vpn ö\"]\n"));
  }

  @Test
  void onlyItsOwnerMayConnect() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    try (var files = Files.list(state)) {
      assertEquals(List.of(path), files.toList(), "nothing else is left behind");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "hello\n",
        "{\"a\":1}\n",
        "[1]\n",
        "[\"a\", null]\n",
        "[[\"a\"]]\n",
        "[\"a\"] x\n",
        "['a']\n",
        "[\"a\"",
        "[\"a\"]",
        "\u0000\u0001\n"
      })
  void junkIsRefused(String junk) throws IOException {
    assertTrue(ask(junk).matches("ethe request .*\nx1\n"), junk);
    assertTrue(ask("[\"status\"]\n").endsWith("x3\n"), "the next client is served");
  }

  @Test
  void aRequestMayBeAsLongAsTheLimit() throws IOException {
    String longest = "[\"" + "a".repeat(LIMITS.requestBytes() - 4) + "\"]";
    assertTrue(ask(longest + "\n").endsWith("x3\n"));
    assertEquals("ethe request is longer than 1000 bytes\nx1\n", ask(longest + " \n"));
  }

  @Test
  void aSilentClientIsDisconnected() throws IOException {
    try (SocketChannel client = connect()) {
      assertEquals("", rest(client));
    }
  }

  @Test
  void aClientThatDoesNotReadItsAnswerIsDisconnected() throws Exception {
    try (SocketChannel client = connect()) {
      client.write(UTF_8.encode("[\"much\"]\n"));
      Awaitility.await().until(() -> isDisconnected(client));
    }
    assertTrue(ask("[\"status\"]\n").endsWith("x3\n"));
  }

  private static boolean isDisconnected(SocketChannel client) {
    try {
      client.write(UTF_8.encode(" "));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aClientThatLeavesDisturbsNobody() throws IOException {
    connect().close();
    try (SocketChannel client = connect()) {
      client.write(UTF_8.encode("[\"status\"]\n"));
    }
    assertTrue(ask("[\"status\"]\n").endsWith("x3\n"));
  }

  @Test
  void twoAreServedAtOnceAndOthersWait() throws IOException {
    try (SocketChannel one = connect();
        SocketChannel two = connect();
        SocketChannel three = connect()) {
      one.write(UTF_8.encode("[\"wait\"]\n"));
      two.write(UTF_8.encode("[\"wait\"]\n"));
      await(waiting);
      three.write(UTF_8.encode("[\"status\"]\n"));
      release.countDown();
      for (SocketChannel client : List.of(one, two, three)) {
        assertTrue(rest(client).endsWith("x3\n"));
      }
    }
  }

  @Test
  void whoCannotEvenWaitIsTurnedAway() throws IOException {
    List<SocketChannel> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 2 + 4; i++) {
        clients.add(connect());
        clients.get(i).write(UTF_8.encode("[\"wait\"]\n"));
      }
      await(waiting);
      try (SocketChannel last = connect()) {
        assertEquals("etoo many commands run already; try again\nx1\n", rest(last));
      }
      release.countDown();
      for (SocketChannel client : clients) {
        assertTrue(rest(client).endsWith("x3\n"));
      }
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  @Test
  void theSocketGoesWithTheServer() {
    server.close();
    assertFalse(Files.exists(path));
  }

  @Test
  void aSocketThatSomebodyListensToIsLeftAlone() throws IOException {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> ControlServer.open(path, this::echo, this::shell, LIMITS).close());
    assertEquals("another process listens at " + path, refused.getMessage());
    assertTrue(ask("[\"status\"]\n").endsWith("x3\n"));
  }

  @Test
  void aStaleSocketIsReplaced() throws IOException {
    Path stale = state.resolve("stale.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(stale));
    }
    assertTrue(Files.exists(stale));
    ControlServer second = ControlServer.open(stale, this::echo, this::shell, LIMITS);
    try (second) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(stale)));
    }
  }

  @Test
  void aFileThatIsNoSocketIsNeverRemoved() throws IOException {
    Path file = Files.writeString(state.resolve("precious"), "data");
    assertThrows(
        IOException.class, () -> ControlServer.open(file, this::echo, this::shell, LIMITS).close());
    assertEquals("data", Files.readString(file));
  }

  @Test
  void aPathTooLongForASocketIsRefusedWithTheRule() {
    Path deep = state.resolve("x".repeat(120)).resolve("control.sock");
    IOException refused =
        assertThrows(
            IOException.class,
            () -> ControlServer.open(deep, this::echo, this::shell, LIMITS).close());
    assertTrue(refused.getMessage().contains("at most 107"), refused::getMessage);
  }

  /** Sends the text, ends the sending side and reads all that comes back. */
  private String ask(String text) throws IOException {
    try (SocketChannel client = connect()) {
      client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
      client.shutdownOutput();
      return rest(client);
    }
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  private static String rest(SocketChannel client) throws IOException {
    return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
