package org.ikelb.example.clientlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Opening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientListGuardTest {
  @TempDir private Path directory;
  private Path file;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private ClientListGuard guard;
  private long written;

  @BeforeEach
  void start() throws IOException {
    file = directory.resolve("clients");
    write("block 192.0.2.0/24");
    guard =
        new ClientListGuard(
            new ClientListSettings(file.toString(), Listing.ALLOW, Duration.ofMillis(100)),
            warnings::add);
  }

  @AfterEach
  void stop() throws Exception {
    guard.close();
  }

  @Test
  void dropsWhomTheListBlocks() {
    assertEquals(Guard.Verdict.Drop.DROP, verdict("192.0.2.1"));
    assertEquals(Guard.Verdict.Pass.PASS, verdict("198.51.100.1"));
  }

  @Test
  void followsTheFile() throws IOException {
    write("block 198.51.100.0/24");
    Awaitility.await().until(() -> verdict("198.51.100.1") == Guard.Verdict.Drop.DROP);
    assertEquals(Guard.Verdict.Pass.PASS, verdict("192.0.2.1"));
  }

  @Test
  void keepsTheListWhenTheFileBreaks() throws IOException {
    write("blok 192.0.2.0/24");
    write("block 192.0.2.0/24", "block 203.0.113.0/24");
    Awaitility.await().until(() -> verdict("203.0.113.1") == Guard.Verdict.Drop.DROP);
    Files.delete(file);
    assertEquals(Guard.Verdict.Drop.DROP, verdict("203.0.113.1"));
  }

  @Test
  void saysOnceThatTheFileIsGoneAndReadsItWhenItIsBack() throws IOException {
    Path away = directory.resolve("away");
    for (int time = 1; time <= 2; time++) {
      int said = time;
      Files.move(file, away);
      Awaitility.await().until(() -> warnings.size() >= said);
      Awaitility.await()
          .pollDelay(Duration.ofMillis(350))
          .untilAsserted(() -> assertEquals(said, warnings.size(), warnings::toString));
      assertEquals(Guard.Verdict.Drop.DROP, verdict("192.0.2.1"));
      Files.move(away, file);
      write("block 198.51.100." + time);
      Awaitility.await().until(() -> verdict("198.51.100." + said) == Guard.Verdict.Drop.DROP);
      write("block 192.0.2.0/24");
      Awaitility.await().until(() -> verdict("192.0.2.1") == Guard.Verdict.Drop.DROP);
    }
  }

  @Test
  void refusesToStartWithoutAList() {
    ClientListSettings settings =
        new ClientListSettings(
            directory.resolve("none").toString(), Listing.ALLOW, Duration.ofSeconds(1));
    assertThrows(IllegalArgumentException.class, () -> new ClientListGuard(settings));
  }

  @Test
  void endsItsThread() throws Exception {
    guard.close();
    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("client-list")));
    assertTrue(verdict("192.0.2.1") instanceof Guard.Verdict.Drop, "a last call may still come");
  }

  /** Each time with a time of its own: file systems count in steps. */
  private void write(String... lines) throws IOException {
    Path next = directory.resolve("next");
    Files.write(next, List.of(lines));
    Files.setLastModifiedTime(next, FileTime.fromMillis(++written * 10_000));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Guard.Verdict verdict(String client) {
    try {
      return guard.admit(
          new Request(InetAddress.getByName(client), 500, "ike", 1, ByteBuffer.allocate(28)),
          new Context(0, 0, 10_000, false, 0));
    } catch (IOException e) {
      throw new IllegalArgumentException(client, e);
    }
  }

  private record Context(
      long nowNanos,
      int halfOpenSessions,
      int halfOpenLimit,
      boolean hasSession,
      long answeredOpenings)
      implements Admission {}

  private record Request(
      InetAddress clientAddress,
      int clientPort,
      String virtualServer,
      long initiatorSpi,
      ByteBuffer message)
      implements Opening {}
}
