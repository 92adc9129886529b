package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bin/ikelb does without a running ikelb. */
class CommandLineTest {
  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory);
  }

  @Test
  void saysItsVersion() throws Exception {
    String archive = UnpackedIkelb.archive().getFileName().toString();

    Verb version = unpacked.ikelb("version").done();

    assertEquals(archive.replaceFirst("-(.*)\\.tar\\.gz", " $1"), version.out().strip());
  }

  @Test
  void aVerbForARunningIkelbNamesTheSocketWhereNobodyAnswers() throws Exception {
    Verb status = unpacked.ikelb("status");

    assertEquals(4, status.exit());
    assertEquals("", status.out());
    assertTrue(
        status.err().contains(unpacked.home().resolve("state/control.sock").toString()),
        status::toString);
  }

  @Test
  void helpNamesTheVerbsOfTheConsoleToo() throws Exception {
    Verb help = unpacked.ikelb("help").done();

    assertTrue(help.out().contains("IKELB_JAVA_OPTS"), help::toString);
    assertTrue(help.out().contains("virtualservers"), help::toString);
  }

  @Test
  void doctorNeedsNoRunningIkelbAndFindsThatTheShippedAddressIsNotHere() throws Exception {
    Verb doctor = unpacked.ikelb("doctor");

    assertEquals(1, doctor.exit());
    assertTrue(doctor.out().contains("ikelb does not run"), doctor::toString);
    assertTrue(doctor.out().contains("bundles "), doctor::toString);
    assertTrue(doctor.out().contains("no interface of this machine"), doctor::toString);
  }

  @Test
  void shellSaysThatNobodyAnswers() throws Exception {
    assertEquals(4, unpacked.ikelb("shell").exit());
  }

  @Test
  void checkAcceptsTheShippedTopologyAndLeavesNothingBehind() throws Exception {
    unpacked.ikelb("check").done();

    try (Stream<Path> state = Files.list(unpacked.home())) {
      assertEquals(0, state.filter(path -> path.endsWith("state")).count());
    }
  }

  @Test
  void checkNamesEveryProblemOfAFileNamedRelativeToTheUser() throws Exception {
    Files.writeString(unpacked.home().resolve("bad.json"), Topologies.withTwoProblems());

    Verb check = unpacked.ikelb("check", "bad.json");

    assertEquals(1, check.exit());
    assertTrue((check.out() + check.err()).contains("metod"), check::toString);
    assertTrue((check.out() + check.err()).contains("no-such-pool"), check::toString);
  }

  @Test
  void runWithABadTopologyNamesEveryProblemAndExits() throws Exception {
    unpacked.topology(Topologies.withTwoProblems());
    try (RunningIkelb running = unpacked.start()) {
      assertEquals(1, running.awaitExit(), running::output);
      assertTrue(running.output().contains("metod"), running::output);
      assertTrue(running.output().contains("no-such-pool"), running::output);
    }
  }

  @Test
  void runWithoutATopologyFileNamesTheFile() throws Exception {
    try (RunningIkelb running = unpacked.start("run", "nowhere.json")) {
      assertEquals(1, running.awaitExit(), running::output);
      assertTrue(
          running.output().contains(unpacked.home().resolve("nowhere.json").toString()),
          running::output);
    }
  }

  @Test
  void refusesArgumentsThatWouldBeIgnored() throws Exception {
    assertEquals(1, unpacked.ikelb("run", "one.json", "two.json").exit());
    assertEquals(1, unpacked.ikelb("demo", "one.json").exit());
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    Path old = Files.createDirectories(directory.resolve("old-java/bin"));
    Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 9\n");
    assertTrue(old.resolve("java").toFile().setExecutable(true));
    Files.writeString(directory.resolve("old-java/release"), "JAVA_VERSION=\"11.0.2\"\n");

    Verb status =
        unpacked.with("JAVA_HOME", directory.resolve("old-java").toString()).ikelb("status");

    assertEquals(1, status.exit());
    assertTrue(status.err().contains("is Java 11: 17 or newer is needed"), status::toString);
  }
}
