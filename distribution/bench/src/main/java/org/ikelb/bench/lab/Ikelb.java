package org.ikelb.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The unpacked distribution with one event loop, on the Java that runs the benchmark. */
public final class Ikelb extends ProcessContender {
  private static final Pattern HEAP_USED = Pattern.compile("(?:total [^,]*, )?used (\\d+)K");

  /** {@code "ikelb-loop-0" #44 daemon prio=5 cpu=28.16ms elapsed=5.16s allocated=1174K ...}. */
  private static final Pattern ALLOCATED =
      Pattern.compile("^\"ikelb-loop-.* allocated=(\\d+)([BKMG])", Pattern.MULTILINE);

  private final String name;
  private final Path home;

  /**
   * @param name in the tables
   * @param home the unpacked distribution
   */
  public Ikelb(String name, Place place, Path home) {
    super(place);
    this.name = name;
    this.home = home;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Child launch(Forgetting forgetting) {
    Path topology = place().directory().resolve(name + ".json");
    Path log = place().directory().resolve(name + ".log");
    try {
      Files.writeString(topology, topology(forgetting));
      Path state = Files.createTempDirectory(place().directory(), "state");
      Child child =
          Child.silent(
              place().namespace().program(place().core(), command(topology)),
              environment(state),
              log);
      Waiting.until("ikelb is ready, see " + log, 60, () -> isReady(log));
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Path topology) {
    return List.of(home.resolve("bin/ikelb").toString(), "run", topology.toString());
  }

  /** Options for Java that the caller has set are kept. */
  private static Map<String, String> environment(Path state) {
    String more = Optional.ofNullable(System.getenv("IKELB_JAVA_OPTS")).orElse("");
    return Map.of(
        "JAVA_HOME", System.getProperty("java.home"),
        "IKELB_STATE", state.toString(),
        "IKELB_JAVA_OPTS", "-Dikelb.loops=1 " + more);
  }

  private static boolean isReady(Path log) {
    try {
      return Files.readString(log).contains("event=ready");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String topology(Forgetting forgetting) {
    String timeouts =
        forgetting == Forgetting.SOON
            ? "'halfOpen': '2s', 'authenticating': '2s', 'ike': '2s', 'nat-t': '2s'"
            : "'halfOpen': '10m', 'authenticating': '10m', 'nat-t': '1h', 'established': '1h'";
    return """
    {
      "version": 1,
      "virtualServers": {
        "ike":   { "address": "%1$s", "port": 500,  "pool": "vpn" },
        "nat-t": { "address": "%1$s", "port": 4500, "pool": "vpn" }
      },
      "persistencyGroups": {
        "clients": { "virtualServers": ["ike", "nat-t"], "strategy": "ike-spi", "timeout": "1m" }
      },
      "pools": {
        "vpn": { "gateways": { "gw": { "address": "%2$s" } }, "monitors": [], "guards": [] }
      },
      "limits": { "sessions": 100000, "halfOpen": 100000, "halfOpenPerSource": 100000 },
      "timeouts": { %3$s }
    }
    """
        .formatted(place().address(), place().gateway(), timeouts.replace('\'', '"'));
  }

  @Override
  public double loopSeconds() {
    return ProcessFacts.threadSeconds(pid(), "ikelb-loop");
  }

  @Override
  public long allocatedBytes() {
    Matcher loop = ALLOCATED.matcher(ask("Thread.print", "-e"));
    long bytes = 0;
    while (loop.find()) {
      bytes += Long.parseLong(loop.group(1)) << (10 * "BKMG".indexOf(loop.group(2)));
    }
    return bytes;
  }

  private String ask(String... question) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> command = new ArrayList<>(List.of(jcmd, Long.toString(pid())));
    command.addAll(List.of(question));
    return Command.run(command);
  }

  @Override
  public Memory memory() {
    ask("GC.run");
    Matcher used = HEAP_USED.matcher(ask("GC.heap_info"));
    long heap = 0;
    while (used.find()) {
      heap += Long.parseLong(used.group(1));
    }
    return new Memory(super.memory().resident(), heap, super.memory().slab());
  }
}
