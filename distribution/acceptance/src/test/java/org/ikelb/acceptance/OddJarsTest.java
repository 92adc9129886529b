package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.plugins.tiny.InMemory;
import org.ikelb.acceptance.plugins.tiny.InOrder;
import org.ikelb.acceptance.plugins.tiny.Stillborn;
import org.ikelb.acceptance.plugins.tiny.StillbornFactory;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.StateStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What in {@code deploy/} is no plugin, or none that works, is named and stops nothing. */
class OddJarsTest {
  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
    Path deploy = unpacked.home().resolve("deploy");
    Files.writeString(deploy.resolve("notes.jar"), "no jar at all");
    Files.writeString(deploy.resolve("org.example.cfg"), "rate=5");
    DeployTest.writeUnresolvable(deploy.resolve("needy.jar"));
    for (String name : List.of("one.jar", "two.jar")) {
      jarOf(InOrder.class, BalancingMethodFactory.class, "in-order", deploy.resolve(name));
    }
    jarOf(Stillborn.class, StateStore.class, "sqlite", deploy.resolve("store.jar"));
    jarOf(StillbornFactory.class, GuardFactory.class, "sieve", deploy.resolve("guard.jar"));
    try (Stream<Path> files = Files.list(deploy)) {
      for (Path file : files.toList()) { // not being copied any more
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
  }

  private static void jarOf(Class<?> plugin, Class<?> service, String name, Path to)
      throws IOException {
    List<String> properties = List.of("ikelb.name=" + name);
    PluginJar.of(plugin, service, properties, "com.example." + name, "1.0.0", to);
  }

  @Test
  void aToolNamesEachInALineAndGoesOn() throws Exception {
    Verb check = unpacked.ikelb("check").done();
    saysAll(check.err());
    Verb export = unpacked.ikelb("export", "citrix").done();
    saysAll(export.err());
    assertFalse(export.out().isEmpty());
    Verb doctor = unpacked.ikelb("doctor");
    assertTrue(doctor.out().contains("ikelb does not run"), doctor::toString);
    saysAll(doctor.out());
    assertFalse((check.err() + doctor.err() + export.err()).contains("\tat "), check::toString);
    assertTrue(check.err().lines().count() <= 12, check::toString);
  }

  private static void saysAll(String text) {
    for (String odd :
        List.of(
            "notes.jar", "org.example.cfg", "com.example.missing", "one.jar, two.jar", "sieve")) {
      assertTrue(text.contains(odd), () -> odd + " is not in " + text);
    }
    assertTrue(text.contains("out of ink"), text);
  }

  @Test
  void whatConfigAdminSetsForAStateStoreIsShown() throws Exception {
    PluginJar.of(
        InMemory.class,
        StateStore.class,
        List.of("ikelb.name=memory", "limit:Integer=5"),
        "com.example.memory",
        "1.0.0",
        unpacked.home().resolve("deploy/memory.jar"));
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> running.ikelb("plugins", "memory").exit() == 0);
      Verb shown = running.ikelb("plugins", "memory").done();
      assertTrue(shown.out().contains("in the Web Console under Configuration"), shown::toString);
      assertTrue(shown.out().matches("(?s).*limit +whole number +5 +The conf.*"), shown::toString);
    }
  }

  @Test
  void aRunStartsAndWarnsOfEach() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> saysAll(running.ikelb("warnings").done().out()));
      assertTrue(running.ikelb("warnings").out().contains("state store \"sqlite\""));
      Verb plugins = running.ikelb("plugins", "sqlite").done();
      assertTrue(plugins.out().contains("out of ink"), plugins::toString);
      assertFalse(running.ikelb("warnings").out().contains("not-installed"));
      assertEquals(0, running.ikelb("plugins", "in-order").exit());
    }
  }
}
