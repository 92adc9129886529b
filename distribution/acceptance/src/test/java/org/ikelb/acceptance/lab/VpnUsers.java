package org.ikelb.acceptance.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many VPN clients with an address each, {@code u1} to {@code u60}: one strongSwan daemon on c2,
 * while c2's own does not run.
 *
 * <p>Started and stopped by one thread; dialed by any.
 */
public final class VpnUsers {
  /** How many there are. */
  public static final int ALL = 60;

  private static final int AT_A_TIME = 8;

  /** Each dial holds one until it has ended; with 16, eight dials wait for each other. */
  private static final List<String> ENOUGH_THREADS = List.of("threads = 64");

  private static final List<Login> LOGINS = List.of(Login.values());
  private static final Pattern INNER_ADDRESS = Pattern.compile("local-vips=\\[([0-9.]+)");

  private final StrongSwan daemon;
  private final Namespace namespace;
  private final Certificates certificates;

  /** How one logs in: a connection of {@code users.swanctl.conf}. */
  public enum Login {
    /** Offers aes256-sha256-modp2048. */
    PSK,
    /** Offers aes256gcm16-prfsha384-ecp384. */
    STRICT,
    EAP,
    /** The same with a wrong password. */
    MISTYPED,
    /** Asked for by the gateway's RADIUS server. */
    RADIUS;

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  VpnUsers(StrongSwan daemon, Namespace namespace, Certificates certificates) {
    this.daemon = daemon;
    this.namespace = namespace;
    this.certificates = certificates;
  }

  /** Starts them; they know nothing of what was before. */
  public void start() {
    daemon.stop();
    String connections =
        IntStream.rangeClosed(1, ALL)
            .boxed()
            .flatMap(user -> LOGINS.stream().map(login -> connection(user, login)))
            .collect(Collectors.joining());
    String swanctl =
        Template.named("users.swanctl.conf")
            .with("VIP", Wiring.VIP4)
            .with("CONNECTIONS", connections)
            .text();
    takeAddresses();
    daemon.configure(certificates, false, ENOUGH_THREADS, swanctl);
    daemon.start();
  }

  /** strongSwan wants to see on an interface what it dials from. */
  private void takeAddresses() {
    String commands =
        IntStream.rangeClosed(1, ALL)
            .mapToObj(user -> "addr replace " + address(user) + "/32 dev eth0\\n")
            .collect(Collectors.joining());
    namespace.run("sh", "-c", "printf '" + commands + "' | ip -batch -").orFail();
  }

  private static String connection(int user, Login login) {
    return """
          %s : %s {
            local_addrs = %s
            local {
              id = u%d.client.test
            }
          }
        """
        .formatted(name(user, login), login.key(), address(user), user);
  }

  private static String name(int user, Login login) {
    return login.key() + "-" + user;
  }

  /** Where one dials from. */
  public static String address(int user) {
    return "10.77.200." + user;
  }

  /** Ends their tunnels in order. */
  public void stop() {
    daemon.stop();
  }

  /** One tries to bring up a tunnel, once. */
  public Execution dial(int user, Login login, Duration patience) {
    return daemon.swanctl(
        "--initiate",
        "--ike",
        name(user, login),
        "--child",
        "net",
        "--timeout",
        Long.toString(patience.toSeconds()));
  }

  /** Whether one has a tunnel. */
  public boolean isIn(int user, Login login) {
    return innerAddress(user, login).isPresent();
  }

  /** One who has a tunnel pings the protected network through it, and must be answered. */
  public void ping(int user, Login login) {
    String from = innerAddress(user, login).orElseThrow(() -> new AssertionError("u" + user));
    namespace.run("ping", "-c2", "-w5", "-i0.1", "-I", from, Wiring.PROTECTED).withoutLoss();
  }

  private Optional<String> innerAddress(int user, Login login) {
    String sas = daemon.swanctl("--list-sas", "--raw", "--ike", name(user, login)).output();
    return INNER_ADDRESS.matcher(sas).results().findFirst().map(found -> found.group(1));
  }

  /** Lets some do something, a few at a time, and waits for all. */
  public static void inParallel(int first, int last, IntConsumer what) {
    ExecutorService few = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<CompletableFuture<Void>> all =
          IntStream.rangeClosed(first, last)
              .mapToObj(user -> CompletableFuture.runAsync(() -> what.accept(user), few))
              .toList();
      all.forEach(CompletableFuture::join);
    } finally {
      few.shutdown();
    }
  }

  /** How many of them each gateway has. */
  public static Map<String, Integer> at(VpnGateway... gateways) {
    return Stream.of(gateways)
        .collect(
            Collectors.toMap(
                VpnGateway::name,
                gateway ->
                    (int) gateway.clients().stream().filter(name -> name.startsWith("u")).count()));
  }
}
