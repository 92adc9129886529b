package org.ikelb.bench.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts: clients - veth - contender - veth - gateways, once for each contender.
 *
 * <p>Not thread-safe.
 */
public final class Lab implements AutoCloseable {
  private static final String PREFIX = "ikelb-bench-";
  private static final int LOAD_CORE = 0;
  private static final int BALANCER_CORE = 1;

  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Child> children = new ArrayList<>();
  private final Path directory;
  private final Namespace clients;
  private final Namespace gateways;
  private int places;

  /** Makes clients and gateways; the gateways answer from the start. */
  public Lab(Path directory) {
    this.directory = directory;
    this.clients = namespace("clients");
    this.gateways = namespace("gateways");
    clients.sysctl("net.ipv4.ip_local_port_range=5000 65000");
    Child gateway = java(gateways, "GatewayProgram", directory.resolve("tally").toString());
    gateway.awaitLine("ready");
    children.add(gateway);
  }

  private Namespace namespace(String name) {
    Namespace made = Namespace.make(PREFIX + name);
    namespaces.add(made);
    return made;
  }

  /** Makes a host between clients and gateways. */
  public Place place(String name) {
    Namespace namespace = namespace(name);
    Place place = new Place(namespace, ++places, BALANCER_CORE, directory);
    int n = places;
    link(clients, "c" + n, namespace, "clients");
    link(gateways, "g" + n, namespace, "gateways");
    clients.ip("addr add " + place.clients() + "/24 dev c" + n);
    clients.ip("addr add " + place.roamedClients() + "/24 dev c" + n);
    namespace.ip("addr add " + place.address() + "/24 dev clients");
    namespace.ip("addr add 10.92." + n + ".1/24 dev gateways");
    gateways.ip("addr add " + place.gateway() + "/24 dev g" + n);
    return place;
  }

  private static void link(Namespace one, String end, Namespace other, String otherEnd) {
    one.ip("link add %s type veth peer name %s netns %s".formatted(end, otherEnd, other.name()));
    one.ip("link set " + end + " up");
    other.ip("link set " + otherEnd + " up");
  }

  /** Starts the clients of a contender. */
  public Child generator(Place place) {
    Child generator =
        java(
            clients,
            "GeneratorProgram",
            directory.resolve("tally").toString(),
            place.address(),
            place.clients(),
            place.roamedClients());
    generator.awaitLine("ready");
    children.add(generator);
    return generator;
  }

  private Child java(Namespace namespace, String program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.ikelb.bench.traffic." + program));
    if (Runtime.version().feature() >= 24) {
      command.addAll(
          1,
          List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
    command.addAll(List.of(arguments));
    Path errors = directory.resolve(program + ".log");
    return Child.talking(namespace.program(LOAD_CORE, command), errors);
  }

  @Override
  public void close() {
    children.forEach(Child::close);
    namespaces.forEach(Namespace::delete);
  }
}
