package org.ikelb.acceptance.lab;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ikelb.acceptance.lab.traffic.Parcels;

/**
 * A VPN client: a strongSwan daemon that dials by name of a connection: {@code psk}, {@code eap},
 * {@code psk-quiet}, {@code eap-whole}, {@code slow} through the balancer, {@code gw1}, {@code gw2}
 * around it.
 *
 * <p>Not thread-safe.
 */
public final class VpnClient {
  private static final Duration PATIENCE = Duration.ofSeconds(16);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Pattern ESP_SPI = Pattern.compile("spi-(?:in|out)=([0-9a-f]+)");
  private static final Pattern COOKIE_ASKED =
      Pattern.compile("IKE_SA_INIT response 0 \\[ N\\(COOKIE\\)");
  private static final Pattern INNER_ADDRESS = Pattern.compile("local-vips=\\[([0-9.]+)");

  private final String name;
  private final StrongSwan daemon;
  private final Namespace namespace;
  private final Certificates certificates;
  private final Path directory;
  private final Processes processes;
  private Optional<String> dialed = Optional.empty();

  VpnClient(
      String name,
      StrongSwan daemon,
      Namespace namespace,
      Certificates certificates,
      Path directory,
      Processes processes) {
    this.name = name;
    this.daemon = daemon;
    this.namespace = namespace;
    this.certificates = certificates;
    this.directory = directory;
    this.processes = processes;
  }

  public String name() {
    return name;
  }

  public Namespace namespace() {
    return namespace;
  }

  public void start() {
    startWith(List.of());
  }

  /**
   * Starts the daemon.
   *
   * @param charon lines of the section {@code charon} of strongswan.conf
   */
  public void startWith(List<String> charon) {
    boolean six = name.equals("c6");
    String swanctl =
        Template.named("client.swanctl.conf")
            .with("NAME", name)
            .with("NETWORKS", manyNetworks())
            .with("VIP", six ? Wiring.VIP6 : Wiring.VIP4)
            .with("GATEWAY1", six ? "fd00:50::11" : "10.50.0.11")
            .with("GATEWAY2", six ? "fd00:50::12" : "10.50.0.12")
            .with("SECRETS", Template.named("secrets.conf").text())
            .text();
    daemon.configure(certificates, false, charon, swanctl);
    daemon.start();
  }

  /** The protected one, and 120 that no gateway has: 16 bytes each in the request for a tunnel. */
  private static String manyNetworks() {
    return IntStream.rangeClosed(1, 120)
        .mapToObj(i -> "10.251." + i + ".0/24")
        .collect(Collectors.joining(",", "10.200.0.0/24,", ""));
  }

  public void stop() {
    daemon.stop();
    dialed = Optional.empty();
  }

  public boolean runs() {
    return daemon.runs();
  }

  /** Brings up a tunnel, which must succeed. */
  public void dial(String connection) {
    dial(connection, PATIENCE).orFail();
  }

  /** Tries to bring up a tunnel; starts the daemon if need be. */
  public Execution dial(String connection, Duration patience) {
    if (!daemon.runs()) {
      start();
    }
    dialed = Optional.of(connection);
    return daemon.swanctl(
        "--initiate",
        "--ike",
        connection,
        "--child",
        "net",
        "--timeout",
        Long.toString(patience.toSeconds()));
  }

  /** Ends the tunnel; a gateway that does not answer is waited for 1 s. */
  public void hangUp() {
    dialed.ifPresent(c -> daemon.swanctl("--terminate", "--ike", c, "--force", "--timeout", "1"));
    dialed = Optional.empty();
  }

  /** Lets it begin a new IKE SA in place of the old one, and waits until it is there. */
  public void rekeyIke() {
    rekeyIke(daemon, dialed.orElseThrow());
  }

  /** Lets the gateway begin it. */
  public void rekeyIke(VpnGateway gateway) {
    rekeyIke(gateway.daemon(), "psk");
  }

  private void rekeyIke(StrongSwan by, String connection) {
    String before = spiPair();
    by.swanctl("--rekey", "--ike", connection).orFail();
    await("a new IKE SA of " + name)
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(() -> newest().map(pair -> !pair.equals(before)).orElse(false));
  }

  /** Lets it begin a new ESP SA in place of the old one, and waits until it is there. */
  public void rekeyChild() {
    rekeyChild(daemon);
  }

  /** Lets the gateway begin it. */
  public void rekeyChild(VpnGateway gateway) {
    rekeyChild(gateway.daemon());
  }

  /** Lets it ask for a new ESP SA, and does not wait for it. */
  public void askForNewChild() {
    daemon.swanctl("--rekey", "--child", "net").orFail();
  }

  /** Brings up the ESP SA {@code spare} beside that of its tunnel. */
  public void addSpareChild() {
    daemon.swanctl("--initiate", "--child", "spare", "--timeout", "5").orFail();
  }

  /** Ends it, and waits for the answer. */
  public void endSpareChild() {
    daemon.swanctl("--terminate", "--child", "spare", "--timeout", "10").orFail();
  }

  private void rekeyChild(StrongSwan by) {
    Set<String> before = espSpis();
    by.swanctl("--rekey", "--child", "net").orFail();
    await("a new ESP SA of " + name)
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(() -> !before.containsAll(espSpis()));
  }

  /** SPIs of the ESP that it sends and gets, in hexadecimal. */
  public Set<String> espSpis() {
    return found(ESP_SPI);
  }

  /** Its address in the protected network. */
  public String innerAddress() {
    return found(INNER_ADDRESS).stream().findFirst().orElseThrow();
  }

  private Set<String> found(Pattern pattern) {
    return pattern
        .matcher(daemon.swanctl("--list-sas", "--raw").orFail().output())
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Pings the protected network as often as said, of which every ping must be answered. */
  public void ping(int count) {
    ping(count, 56);
  }

  /**
   * Pings the protected network in datagrams that nobody may fragment.
   *
   * @param size of the ICMP payload; 1372 fills the tunnel's MTU of 1400
   */
  public void ping(int count, int size) {
    // With a deadline ping does not give up two round trips after the last request.
    String[] command = {
      "ping", "-c" + count, "-w5", "-i0.05", "-M", "do", "-s" + size, Wiring.PROTECTED
    };
    Execution ping = namespace.run(command);
    Pinging.Answers answers = Pinging.Answers.in(ping.output());
    if (answers.sequences().size() < count || answers.lostBefore(count)) {
      throw new AssertionError(name + " lost pings\n" + ping);
    }
  }

  /** Starts to ping the protected network ten times a second. */
  public Pinging startPinging() {
    Path output = directory.resolve(name + ".ping");
    Process process =
        namespace.start(output, Map.of(), "ping", "-O", "-i0.1", "-W2", Wiring.PROTECTED);
    return new Pinging(name, processes.add(process), output);
  }

  /** Sends so many bytes into the protected network and fetches as many; none may be changed. */
  public void exchange(int bytes) {
    Programs.run(
            namespace,
            Parcels.class,
            "fetch",
            Wiring.PROTECTED,
            Integer.toString(Parcels.PORT),
            Integer.toString(bytes))
        .withoutLoss();
  }

  /** The SPIs of its IKE SA, initiator first: {@code 0123456789abcdef-fedcba9876543210}. */
  public String spiPair() {
    return newest().orElseThrow(() -> new AssertionError(name + " has no single IKE SA"));
  }

  /** Empty while there is none, or more than one. */
  private Optional<String> newest() {
    List<SecurityAssociation> sas =
        daemon.sas().stream().filter(SecurityAssociation::established).toList();
    return sas.size() == 1 ? Optional.of(sas.get(0).spiPair()) : Optional.empty();
  }

  /** How many of its first requests were answered with the wish for a cookie. */
  public int cookiesAsked() {
    return runs() ? (int) COOKIE_ASKED.matcher(logged()).results().count() : 0;
  }

  public String logged() {
    return daemon.logged();
  }
}
