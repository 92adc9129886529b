package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.ikelb.acceptance.Verb;

/**
 * ikelb between clients and gateways, unpacked from the distribution and run as an administrator
 * would.
 *
 * <p>Not thread-safe.
 */
public final class Ikelb {
  private static final Gson GSON = new Gson();

  /** An exception, an error, or a leak that Netty found. */
  private static final Pattern BUG = Pattern.compile("Exception|^\\s+at |\\bERROR\\b|LEAK:");

  /** What changed so long ago is in the state file, on a busy machine, too. */
  private static final long SAVED_MILLIS = 7_000;

  private final Namespace namespace;
  private final Path home;
  private Optional<UnpackedIkelb> unpacked = Optional.empty();
  private Optional<RunningIkelb> running = Optional.empty();
  private int loops;

  Ikelb(Namespace namespace, Path home) {
    this.namespace = namespace;
    this.home = home;
  }

  /** Starts it, without memory, and waits until it is ready; one that runs is stopped before. */
  public void start(LabTopology topology) {
    stop();
    forget();
    startAgain(topology);
  }

  /** Stops it with SIGTERM and starts it with all that it remembers. */
  public void restart(LabTopology topology) {
    stop();
    startAgain(topology);
  }

  /** Kills it with SIGKILL and starts it with all that it remembers. */
  public void crashAndStart(LabTopology topology) {
    running.orElseThrow().process().destroyForcibly();
    stop();
    startAgain(topology);
  }

  /**
   * Makes ike-spi a plugin in {@code deploy}, where it can be updated. To be called when stopped.
   */
  public DeployedStrategy deployStrategy() {
    return DeployedStrategy.of(unpacked());
  }

  /** How many event loops it has from the next start on; 0: one for each core. */
  public void loops(int number) {
    loops = number;
  }

  /** Adds a line to {@code conf/framework.properties}; it counts from the next start on. */
  public Ikelb setting(String key, String value) {
    try {
      unpacked().setting(key, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startAgain(LabTopology topology) {
    try {
      running = Optional.of(configured().topology(topology.json()).startAndAwaitReady());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UnpackedIkelb configured() {
    String options = "-Dio.netty.leakDetection.level=paranoid";
    return unpacked()
        .with("IKELB_JAVA_OPTS", loops == 0 ? options : options + " -Dikelb.loops=" + loops);
  }

  private void forget() {
    for (String file : List.of("sessions", "bindings", "gateways")) {
      try {
        Files.deleteIfExists(unpacked().home().resolve("state").resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sends SIGTERM, and waits for the end, however long that takes; the exit code. */
  public int terminate() {
    try {
      int exit = running.orElseThrow().stop();
      running = Optional.empty();
      return exit;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops it; nothing happens if it does not run. */
  public void stop() {
    running.ifPresent(RunningIkelb::close);
    running = Optional.empty();
  }

  public boolean runs() {
    return running.isPresent();
  }

  /** When it last wrote down its sessions, in milliseconds; empty: never. */
  public Optional<Long> savedAt() {
    Path saved = unpacked().home().resolve("state").resolve("sessions");
    try {
      return Files.exists(saved)
          ? Optional.of(Files.getLastModifiedTime(saved).toMillis())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has written down all that it knows now: within 5 s, if that has changed. */
  public void awaitSaved() {
    long now = System.currentTimeMillis();
    await("sessions are saved")
        .until(
            () ->
                savedAt().filter(at -> at > now + 500).isPresent()
                    || System.currentTimeMillis() > now + SAVED_MILLIS);
  }

  /** Carries out a verb of {@code bin/ikelb}. */
  public Verb verb(String... words) {
    try {
      return unpacked().ikelb(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Applies a topology, which must be accepted. */
  public void apply(LabTopology topology) {
    apply(topology.json()).done();
  }

  /** Applies the text of a topology file. */
  public Verb apply(String json) {
    try {
      return verb(
          "config", "apply", Files.writeString(home.resolve("changed.json"), json).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sessions; with options of {@code ikelb sessions}, those that they select. */
  public List<Seen.Session> sessions(String... options) {
    String[] words =
        Stream.concat(Stream.of("sessions", "--limit", "10000"), Stream.of(options))
            .toArray(String[]::new);
    Seen.Sessions seen = read(new TypeToken<Seen.Sessions>() {}, words);
    return seen.matching() == 0 ? List.of() : seen.sessions(); // what is empty is absent
  }

  /** The session that has the client's IKE SA. */
  public Seen.Session sessionOf(VpnClient client) {
    return sessionWith(client.spiPair());
  }

  /**
   * The session that has an IKE SA.
   *
   * @param pair its SPIs, as in {@link SecurityAssociation#spiPair}
   */
  public Seen.Session sessionWith(String pair) {
    return sessions().stream()
        .filter(s -> s.spiPairs() != null && s.spiPairs().contains(pair))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no session with " + pair));
  }

  /** All of one session. */
  public Seen.WholeSession session(String id) {
    return read(new TypeToken<Seen.WholeSession>() {}, "session", id);
  }

  public Seen.Gateway gateway(String name) {
    String id = "vpn/" + name;
    return read(new TypeToken<List<Seen.Gateway>>() {}, "gateways").stream()
        .filter(g -> g.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  public List<Seen.Plugin> plugins() {
    return read(new TypeToken<List<Seen.Plugin>>() {}, "plugins");
  }

  public List<Seen.Warning> warnings() {
    return read(new TypeToken<List<Seen.Warning>>() {}, "warnings");
  }

  /** What is thought of a client's last attempt; empty: nothing is known of it. */
  public Optional<Seen.Conversation> diagnosed(String client) {
    Verb verb = verb("diagnose", client, "--json");
    return verb.exit() == 2
        ? Optional.empty()
        : Optional.of(
            GSON.<List<Seen.Conversation>>fromJson(
                    verb.done().out(), new TypeToken<List<Seen.Conversation>>() {}.getType())
                .get(0));
  }

  /** Waits until a gateway is as said. */
  public void awaitGateway(String name, Duration atMost, Predicate<Seen.Gateway> state) {
    await(name).atMost(atMost).until(() -> gateway(name), state);
  }

  /**
   * Waits until all traffic is at rest; then every datagram received must have been forwarded,
   * answered or dropped, for each virtual server and side.
   */
  public List<Seen.VirtualServer> awaitLaw() {
    await("received = forwarded + answered + dropped")
        .atMost(15, SECONDS)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertEquals(List.of(), lawless()));
    return virtualServers();
  }

  private List<Seen.VirtualServer> lawless() {
    return virtualServers().stream().filter(server -> !server.lawful()).toList();
  }

  /** The law holds, and nothing in the log speaks of a bug. */
  public void mustBeSound() {
    awaitLaw();
    List<String> bugs = logged().lines().filter(l -> BUG.matcher(l).find()).toList();
    if (!bugs.isEmpty()) {
      throw new AssertionError("ikelb's log speaks of bugs:\n" + String.join("\n", bugs));
    }
  }

  public List<Seen.VirtualServer> virtualServers() {
    return read(new TypeToken<List<Seen.VirtualServer>>() {}, "virtualservers");
  }

  /** Datagrams of clients that it has answered itself. */
  public long answered() {
    return virtualServers().stream().mapToLong(server -> server.fromClients().answered()).sum();
  }

  /** Descriptors that the process holds open. */
  public int openDescriptors() {
    try (Stream<Path> descriptors = Files.list(proc("fd"))) {
      return (int) descriptors.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory that the process has in use, in megabytes. */
  public int residentMegabytes() {
    try (Stream<String> lines = Files.lines(proc("status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Integer.parseInt(line.replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it shows of itself, and its last log lines: evidence for a failed test. */
  String shown() {
    StringBuilder shown = new StringBuilder();
    for (String verb : List.of("warnings", "gateways", "sessions", "virtualservers")) {
      shown.append(verb(verb)).append('\n');
    }
    List<String> lines = logged().lines().toList();
    lines
        .subList(Math.max(0, lines.size() - 20), lines.size())
        .forEach(l -> shown.append(l).append('\n'));
    return shown.toString();
  }

  /** Where it is unpacked. */
  public Path home() {
    return home;
  }

  /** Its process. */
  public long pid() {
    return running.orElseThrow().pid();
  }

  /** Its event loops, seen from outside. */
  public LoopsAtWork loopsAtWork() {
    return new LoopsAtWork(pid());
  }

  /** Everything it has logged since the last start. */
  public String logged() {
    return running.orElseThrow().output();
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(running.orElseThrow().pid()), file);
  }

  private <T> T read(TypeToken<T> type, String... words) {
    List<String> verb = new ArrayList<>(List.of(words));
    verb.add("--json");
    return GSON.fromJson(verb(verb.toArray(String[]::new)).done().out(), type);
  }

  private UnpackedIkelb unpacked() {
    if (unpacked.isEmpty()) {
      unpacked = Optional.of(unpack());
    }
    return unpacked.get();
  }

  private UnpackedIkelb unpack() {
    try {
      return UnpackedIkelb.in(Files.createDirectory(home))
          .through(namespace.prefix().toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
