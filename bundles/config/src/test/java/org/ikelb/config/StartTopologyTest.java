package org.ikelb.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Control;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Preview;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.config.change.StartChoice;
import org.ikelb.config.change.TopologyHistory;
import org.ikelb.config.topology.Documents;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTopologyTest {
  @TempDir private Path folder;
  private final FakeControl control = new FakeControl();
  private final List<Integer> exits = new ArrayList<>();
  private Path path;

  private static final class FakeControl implements Control {
    private Topology topology = Topology.empty();
    private final List<String> authors = new ArrayList<>();
    private List<String> objections = List.of();

    @Override
    public Topology topology() {
      return topology;
    }

    @Override
    public List<Change> apply(Topology next, String author) throws Refused {
      if (!objections.isEmpty()) {
        throw new Refused(objections);
      }
      topology = next;
      authors.add(author);
      return List.of();
    }

    @Override
    public Preview preview(Topology next) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GatewayChange setState(GatewayId gateway, AdministrativeState state, String author) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GatewayChange drain(GatewayId gateway, DrainOrder order, String author) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GatewayView setWeight(GatewayId gateway, int weight, String author) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int close(SessionFilter filter, String author) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void writeTheShippedFile() throws IOException {
    path = folder.resolve("ikelb.json");
    Files.writeString(path, Documents.shipped("ikelb.json"));
  }

  private StartTopology starter() {
    return new StartTopology(
        false,
        new StartChoice(
            new JsonTopologyFile(path, FakePlugins.installed()),
            new TopologyHistory(Optional.empty()),
            false,
            Clock.systemUTC()),
        Optional.of(exits::add));
  }

  /** Returns what it printed as errors. */
  private String start() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      starter().setControl(control);
    } finally {
      System.setErr(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void appliesTheFileOnce() {
    start();
    start();
    assertEquals(List.of("start"), control.authors);
    assertEquals(2, control.topology.virtualServers().size());
    assertEquals(List.of(), exits);
  }

  @Test
  void givesAnUpdatedCoreWhatItsPredecessorRanAndNotWhatIsInTheFileByNow() throws IOException {
    StartTopology starter = starter();
    starter.setControl(control);
    Topology ran = control.topology;
    starter.unsetControl(control);
    Files.writeString(path, "{ \"a\": 1 }");
    control.topology = Topology.empty();
    starter.setControl(control);
    assertEquals(ran, control.topology);
    assertEquals(List.of("start", "update"), control.authors);
    assertEquals(List.of(), exits);
  }

  @Test
  void printsEveryProblemAndExits() throws IOException {
    Files.writeString(path, "{ \"a\": 1, \"b\": 2 }");
    String printed = start();
    assertEquals(5, printed.lines().filter(line -> line.startsWith(path + ":1:")).count(), printed);
    assertEquals(List.of(1), exits);
    assertEquals(List.of(), control.authors);
  }

  @Test
  void printsWhyCoreRefused() {
    control.objections = List.of("one", "two");
    assertEquals("one\ntwo\n", withoutLog(start()));
    assertEquals(List.of(1), exits);
  }

  @Test
  void saysThatThereIsNoFile() throws IOException {
    Files.delete(path);
    assertEquals("cannot read " + path + ": no such file\n", withoutLog(start()));
    assertEquals(List.of(1), exits);
  }

  private static String withoutLog(String printed) {
    StringBuilder lines = new StringBuilder();
    printed
        .lines()
        .filter(line -> !line.contains("SLF4J"))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
