package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges.Order;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.config.JsonTopologyFile;
import org.ikelb.config.topology.Documents;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a topology file that lies in a folder, with a core that notes what it is told. */
abstract class ChangesAtWork {
  static final GatewayId VPN1 = new GatewayId("vpn", "vpn1");
  static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @TempDir Path folder;
  final MovableClock clock = new MovableClock();
  String first = "";
  String second = "";
  Path path;
  FakeCore core;
  TopologyHistory history;
  StartChoice choice;
  LiveChanges changes;

  static final class MovableClock extends Clock {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void startWithTheShippedFile() throws Exception {
    path = folder.resolve("ikelb.json");
    first = Documents.shipped("ikelb.json");
    second = first.replace("\"sessions\": 100000", "\"sessions\": 50000");
    assertFalse(first.equals(second));
    Files.writeString(path, first);
    start(false);
  }

  /** A new process with the state of the last one. */
  void start(boolean lastGood) throws Refused {
    core = new FakeCore();
    history = new TopologyHistory(Optional.of(folder));
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    choice = new StartChoice(file, history, lastGood, clock);
    choice.start(core);
    Weights weights = new Weights(core, core);
    changes =
        new LiveChanges(
            core, file, history, weights, new Delta(file, weights, List::of)::all, clock);
  }

  void apply(String text, Optional<Duration> confirmWithin) throws Refused {
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    changes.apply(file.check("test", text, Use.RUN), new Order("alice", "test", confirmWithin));
  }
}
