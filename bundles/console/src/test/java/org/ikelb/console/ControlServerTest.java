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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.console.output.Output;
import org.ikelb.console.peer.Doorkeeper;
import org.ikelb.console.peer.Peer;
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
  private volatile Optional<Role> role = Optional.of(Role.ADMIN);
  private volatile Optional<Caller> served = Optional.empty();
  private Path path;
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    path = state.resolve("control.sock");
    server = open(path);
  }

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  private ControlServer open(Path at) throws IOException {
    ListeningSocket socket = ListeningSocket.bind(at, ListeningSocket.Access.OWNER);
    return ControlServer.serve(socket, this::admit, this::echo, this::shell, LIMITS);
  }

  private Caller admit(Peer peer) throws Doorkeeper.Stranger {
    if (role.isEmpty()) {
      throw new Doorkeeper.Stranger("refused: " + peer.name());
    }
    return new Caller(peer.name(), role.get());
  }

  private Output echo(Caller caller, List<String> words, Consumer<String> listener) {
    served = Optional.of(caller);
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

  private Shell shell(Caller caller, String directory, OutputStream out, OutputStream err) {
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
  void theKernelSaysWhoAsks() throws IOException {
    ask("[\"status\"]\n");
    assertEquals(Optional.of(new Caller(me(), Role.ADMIN, "control socket")), served);
  }

  @Test
  void aStrangerIsToldSoBeforeSayingAnythingAndNothingIsCarriedOut() throws IOException {
    role = Optional.empty();
    try (SocketChannel silent = connect()) {
      assertEquals("erefused: " + me() + "\nx1\n", rest(silent));
    }
    try (SocketChannel client = connect()) {
      say(client, "[\"status\"]\n");
      assertTrue(firstLine(client).startsWith("erefused: " + me()));
    }
    assertEquals(Optional.empty(), served);
  }

  @Test
  void onlyAdminsGetAShell() throws IOException {
    role = Optional.of(Role.OPERATE);
    assertTrue(ask("[\"shell\"]\n").startsWith("otyped [shell]"), "asked like any other verb");
    assertEquals(0, shellsClosed.get());
  }

  private String me() throws IOException {
    return Files.getOwner(path).getName();
  }

  /** Who is refused may find the door closed before they have spoken. */
  private static void say(SocketChannel client, String text) {
    try {
      client.write(UTF_8.encode(text));
    } catch (IOException e) {
      assertEquals("Broken pipe", e.getMessage());
    }
  }

  private static String firstLine(SocketChannel client) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(200);
    client.read(line);
    return new String(line.array(), 0, line.position(), UTF_8);
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
    IOException refused = assertThrows(IOException.class, () -> open(path).close());
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
    ControlServer second = open(stale);
    try (second) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(stale)));
    }
  }

  @Test
  void aFileThatIsNoSocketIsNeverRemoved() throws IOException {
    Path file = Files.writeString(state.resolve("precious"), "data");
    assertThrows(IOException.class, () -> open(file).close());
    assertEquals("data", Files.readString(file));
  }

  @Test
  void aPathTooLongForASocketIsRefusedWithTheRule() {
    Path deep = state.resolve("x".repeat(120)).resolve("control.sock");
    IOException refused = assertThrows(IOException.class, () -> open(deep).close());
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
