package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that can be taken back, at the unpacked distribution. */
class SafeChangesTest {
  private static final String OLD = "\"8h\"";
  private static final String NEW = "\"9h\"";

  @TempDir Path directory;
  private UnpackedIkelb unpacked;
  private String first;
  private String second;

  @BeforeEach
  void unpack() throws Exception {
    first = Topologies.onLoopback();
    second = first.replace(OLD, NEW);
    unpacked = UnpackedIkelb.in(directory).topology(first);
  }

  private static String running(RunningIkelb ikelb) throws Exception {
    return ikelb.ikelb("config", "show").done().out();
  }

  private void write(String text) throws IOException {
    unpacked.topology(text);
  }

  @Test
  void anUnconfirmedChangeIsTakenBackByItself() throws Exception {
    try (RunningIkelb ikelb = unpacked.startAndAwaitReady()) {
      write(second);
      ikelb.ikelb("config", "apply", "--confirm-within", "10s").done();
      assertTrue(running(ikelb).contains(NEW));
      assertTrue(ikelb.ikelb("warnings").done().out().contains("change-unconfirmed"));
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> running(ikelb).contains(OLD));
      String history = ikelb.ikelb("config", "history").done().out();
      assertTrue(history.contains("rolled-back"), history);
      assertTrue(history.contains(System.getProperty("user.name")), history);
    }
  }

  @Test
  void aKilledIkelbDoesNotStartWithAnUnconfirmedChange() throws Exception {
    try (RunningIkelb ikelb = unpacked.startAndAwaitReady()) {
      write(second);
      ikelb.ikelb("config", "apply", "--confirm-within", "5m").done();
      ikelb.process().destroyForcibly();
      ikelb.awaitExit();
    }
    try (RunningIkelb again = unpacked.startAndAwaitReady()) {
      assertTrue(running(again).contains(OLD));
      assertTrue(again.output().contains("event=started-last-good"), again::output);
      assertTrue(again.ikelb("warnings").done().out().contains("started-last-good"));
    }
  }

  @Test
  void aConfirmedChangeSurvivesARestartAndCanBeUndone() throws Exception {
    try (RunningIkelb ikelb = unpacked.startAndAwaitReady()) {
      write(second);
      ikelb.ikelb("config", "apply", "--confirm-within", "5m").done();
      ikelb.ikelb("config", "confirm").done();
      ikelb.stop();
    }
    try (RunningIkelb again = unpacked.startAndAwaitReady()) {
      assertTrue(running(again).contains(NEW));
      again.ikelb("config", "undo").done();
      assertTrue(running(again).contains(OLD));
    }
  }

  @Test
  void aBadFileIsRefusedAtStartAndLastGoodStartsWithoutIt() throws Exception {
    try (RunningIkelb ikelb = unpacked.startAndAwaitReady()) {
      ikelb.stop();
    }
    write(Topologies.withTwoProblems());
    try (RunningIkelb refused = unpacked.start()) {
      assertEquals(1, refused.awaitExit(), refused::output);
      assertTrue(refused.output().contains("metod"), refused::output);
      assertTrue(refused.output().contains("no-such-pool"), refused::output);
      assertTrue(refused.output().contains("run --last-good"), refused::output);
    }
    try (RunningIkelb good = unpacked.start("run", "--last-good")) {
      good.awaitOutput("event=ready");
      assertTrue(running(good).contains(OLD));
      assertTrue(good.output().contains("WARN"), good::output);
      assertTrue(good.ikelb("warnings").done().out().contains("started-last-good"));
    }
  }

  @Test
  void theDeltaOutlivesARestartAndASaveWritesIt() throws Exception {
    try (RunningIkelb ikelb = unpacked.startAndAwaitReady()) {
      ikelb.ikelb("weight", "vpn/vpn1", "7").done();
      ikelb.ikelb("drain", "vpn/vpn2").done();
      String delta = ikelb.ikelb("config", "delta").done().out();
      assertTrue(delta.contains("vpn/vpn1") && delta.contains("drain"), delta);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(history()).contains("\"vpn/vpn1\": 7"));
      ikelb.stop();
    }
    try (RunningIkelb again = unpacked.startAndAwaitReady()) {
      String delta = again.ikelb("config", "delta").done().out();
      assertTrue(delta.contains("7") && delta.contains("drain"), delta);
      assertEquals(first, Files.readString(unpacked.topologyFile()));
      again.ikelb("config", "save").done();
      String saved = Files.readString(unpacked.topologyFile());
      assertTrue(saved.contains("\"weight\": 7"), saved);
      assertEquals(first, Files.readString(directory.resolve("conf/ikelb.json.previous")));
      assertFalse(again.ikelb("config", "delta").done().out().contains("weight vpn"));
      unpacked.ikelb("check").done();
    }
  }

  private Path history() {
    return directory.resolve("state/topologies.json");
  }

  @Test
  void anOptionThatRunDoesNotHaveIsNoFile() throws Exception {
    Verb run = unpacked.ikelb("run", "--last-god");
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("unknown option"), run::toString);
  }
}
