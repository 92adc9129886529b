package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ikelb.acceptance.lab.traffic.Parcels;

/**
 * Clients, gateways and the network between them. Daemons start when they are asked to; closing the
 * lab ends them and removes the namespaces.
 *
 * <p>Not thread-safe, except {@link #close}.
 */
public final class Lab implements AutoCloseable {
  private final Path directory;
  private final Path evidence;
  private final Wiring wiring;
  private final Obstacles obstacles;
  private final Processes processes = new Processes();
  private final Map<String, VpnGateway> gateways = new LinkedHashMap<>();
  private final Map<String, VpnClient> clients = new LinkedHashMap<>();
  private final Thread atExit = new Thread(this::remove, "lab-removal");
  private final Ikelb ikelb;
  private final Nginx nginx;
  private final VpnUsers users;
  private boolean removed;
  private int libreswans;

  private Lab(Path directory, Path evidence, Certificates certificates) {
    this.directory = directory;
    this.evidence = evidence;
    this.wiring = new Wiring(directory.getFileName() + "-");
    this.obstacles = new Obstacles(wiring);
    Runtime.getRuntime().addShutdownHook(atExit);
    wiring.build();
    this.ikelb = new Ikelb(wiring.namespace("lb"), directory.resolve("ikelb"));
    this.nginx = new Nginx(wiring.namespace("lb"), directory, processes);
    for (int number = 1; number <= 3; number++) {
      addGateway(number, certificates);
    }
    for (String name : List.of("c1", "c2", "c3", "c4", "c6")) {
      addClient(name, certificates);
    }
    Namespace many = wiring.namespace("c2");
    this.users = new VpnUsers(daemon("users", many), many, certificates);
  }

  /**
   * Builds the network; no daemon runs yet.
   *
   * @param evidence where the logs are copied to when the lab is removed
   */
  static Lab build(Certificates certificates, Path evidence) {
    Leftovers.remove();
    try {
      // Short, since the path of a control socket must stay below 108 bytes.
      return new Lab(
          Files.createTempDirectory(Leftovers.PREFIX + ProcessHandle.current().pid() + "-"),
          evidence,
          certificates);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code gw1}, {@code gw2} or {@code gw3}. */
  public VpnGateway gateway(String name) {
    return known(gateways, name);
  }

  /**
   * {@code c1} and {@code c2} directly, {@code c3} and {@code c4} behind a NAT, {@code c6} IPv6.
   */
  public VpnClient client(String name) {
    return known(clients, name);
  }

  /** Many clients, on c2 in place of its own daemon. */
  public VpnUsers users() {
    return users;
  }

  public List<VpnClient> clients(String... names) {
    return Stream.of(names).map(this::client).toList();
  }

  public void startGateways(String... names) {
    Stream.of(names).map(this::gateway).forEach(VpnGateway::start);
  }

  /** Ends the tunnels of all clients. */
  public void hangUpAll() {
    clients.values().stream().filter(VpnClient::runs).forEach(VpnClient::hangUp);
  }

  /** The one gateway on which the client has an established IKE SA. */
  public String gatewayOf(VpnClient client) {
    List<String> names =
        gateways.values().stream()
            .filter(VpnGateway::runs)
            .filter(g -> g.clients().contains(client.name()))
            .map(VpnGateway::name)
            .toList();
    if (names.size() != 1) {
      throw new AssertionError(client.name() + " must be on one gateway, is on " + names);
    }
    return names.get(0);
  }

  /**
   * Lets the NAT before c3 and c4 forget its mappings and use other ports from now on.
   *
   * @param ports {@code 20000-29999}
   */
  public void rebindNat(String ports) {
    wiring.translate(ports);
  }

  /** Takes c1 to its other network: it gets an address that it never had and loses the old one. */
  public void roam() {
    wiring.roam();
  }

  /** Drops all that a client sends and gets, one hop from it: it does not notice by itself. */
  public void cutLink(VpnClient client) {
    obstacles.cut(client.name());
  }

  public void mendLink(VpnClient client) {
    obstacles.mend(client.name());
  }

  /**
   * Lets the network between clients and ikelb drop what matches, before it is put together of its
   * fragments.
   *
   * @param match of nftables: {@code udp dport 4500}
   */
  public void block(String match) {
    obstacles.block(match);
  }

  /** Ends what {@link #block} began. */
  public void unblock() {
    obstacles.unblock();
  }

  /**
   * Drops INFORMATIONAL exchanges of both directions: the DELETE after a re-key, for one, comes as
   * late as its retransmission after {@link #releaseInformational}.
   */
  public void holdBackInformational() {
    obstacles.holdBackInformational();
  }

  public void releaseInformational() {
    obstacles.releaseInformational();
  }

  /**
   * Gives datagrams that a host sends from a port another source port: that of a program that runs
   * there, of which nothing is known to be sent.
   */
  public void sendFromPort(String host, int port, int asPort) {
    obstacles.disguise(host, port, asPort);
  }

  /** Ends what {@link #sendFromPort} began. */
  public void sendFromOwnPorts(String host) {
    obstacles.undisguise(host);
  }

  /** Pulls the plug between ikelb and a gateway. */
  public void unplug(String gateway) {
    known(gateways, gateway);
    wiring.unplug(gateway);
  }

  /** Puts it in again. */
  public void plugIn(String gateway) {
    known(gateways, gateway);
    wiring.plugIn(gateway);
  }

  public Ikelb ikelb() {
    return ikelb;
  }

  public Nginx nginx() {
    return nginx;
  }

  /**
   * An IKE daemon of another make on a host whose own does not run; a folder of its own for each.
   */
  public Libreswan libreswan(String host) {
    Path home = directory.resolve(host + "-libreswan-" + ++libreswans);
    return new Libreswan(host, namespace(host), home, processes);
  }

  /** Listens to what passes between clients and ikelb. */
  public Tap tap() {
    return tap(4500);
  }

  /** The same on another port. */
  public Tap tap(int port) {
    return Tap.before(namespace("inet"), port, directory, processes);
  }

  /** Runs a program of {@link org.ikelb.acceptance.lab.traffic} on a host to its end. */
  public Execution run(String host, Class<?> program, Object... arguments) {
    return Programs.run(namespace(host), program, texts(arguments));
  }

  /** Starts a program of {@link org.ikelb.acceptance.lab.traffic} that says when it is ready. */
  public Running start(String host, Class<?> program, Object... arguments) {
    Path output = directory.resolve(host + "." + program.getSimpleName() + ".log");
    Process process = Programs.start(namespace(host), output, program, texts(arguments));
    return new Running(program.getSimpleName(), processes.add(process), output, processes);
  }

  private static String[] texts(Object... arguments) {
    return Stream.of(arguments).map(Object::toString).toArray(String[]::new);
  }

  public Namespace namespace(String host) {
    return wiring.namespace(host);
  }

  /** A file of the lab's own directory. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  private void addGateway(int number, Certificates certificates) {
    String name = "gw" + number;
    Namespace namespace = wiring.namespace(name);
    gateways.put(
        name,
        new VpnGateway(
            number,
            daemon(name, namespace),
            namespace,
            certificates,
            () ->
                start(name, Parcels.class, "serve", Wiring.PROTECTED, Parcels.PORT).awaitReady()));
  }

  private void addClient(String name, Certificates certificates) {
    Namespace namespace = wiring.namespace(name);
    clients.put(
        name,
        new VpnClient(
            name, daemon(name, namespace), namespace, certificates, directory, processes));
  }

  private StrongSwan daemon(String name, Namespace namespace) {
    return new StrongSwan(name, namespace, directory.resolve(name), processes);
  }

  private static <T> T known(Map<String, T> things, String name) {
    T thing = things.get(name);
    if (thing == null) {
      throw new IllegalArgumentException(name + " is none of " + things.keySet());
    }
    return thing;
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void remove() {
    if (removed) {
      return;
    }
    removed = true;
    try {
      ikelb.stop();
      processes.stopAll();
    } finally {
      wiring.close();
      keepLogs();
      deleteDirectory();
    }
  }

  private void keepLogs() {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      Files.createDirectories(evidence);
      for (Path file : files.filter(Lab::isLog).toList()) {
        String name = directory.relativize(file).toString().replace('/', '.');
        Files.copy(file, evidence.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith("log") || name.endsWith(".ping") || name.endsWith(".pcap"));
  }

  private void deleteDirectory() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
