package org.ikelb.acceptance.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A VPN gateway: a strongSwan daemon with the protected network 10.200.0.0/24 behind it.
 *
 * <p>Not thread-safe.
 */
public final class VpnGateway {
  /** Lets the gateway serve many unfinished handshakes of one address, as behind a balancer. */
  private static final List<String> BEHIND_A_BALANCER =
      List.of("cookie_threshold_ip = 0", "block_threshold = 100000");

  private static final Pattern HALF_OPEN = Pattern.compile("(\\d+) half-open");

  /** Of the first ESP SA, behind the client's name in the list of SAs. */
  private static final String CHILD_ID =
      "\\.client\\.test [^{]*child-sas \\{\\S+ \\{name=net uniqueid=(\\d+)";

  private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+)");

  private final int number;
  private final StrongSwan daemon;
  private final Namespace namespace;
  private final Certificates certificates;
  private final Runnable protectedHost;
  private boolean hostStarted;
  private GatewaySettings settings = GatewaySettings.usual();

  /**
   * @param protectedHost starts the host behind it, which outlives the daemon
   */
  VpnGateway(
      int number,
      StrongSwan daemon,
      Namespace namespace,
      Certificates certificates,
      Runnable protectedHost) {
    this.number = number;
    this.daemon = daemon;
    this.namespace = namespace;
    this.certificates = certificates;
    this.protectedHost = protectedHost;
  }

  public String name() {
    return "gw" + number;
  }

  StrongSwan daemon() {
    return daemon;
  }

  public String address4() {
    return "10.50.0.1" + number;
  }

  public String address6() {
    return "fd00:50::1" + number;
  }

  public Namespace namespace() {
    return namespace;
  }

  /** How it differs from the others from now on; one that runs takes it at once. */
  public void set(GatewaySettings next) {
    settings = next;
    if (daemon.runs()) {
      daemon.reload(swanctl());
    }
  }

  /** Starts the daemon with the half-open limits that a gateway behind a balancer needs. */
  public void start() {
    startWith(BEHIND_A_BALANCER);
  }

  /** Starts the daemon with strongSwan's own half-open limits. */
  public void startStock() {
    startWith(List.of());
  }

  /**
   * Starts the daemon with strongSwan's own half-open limits and, this once, with another policy.
   *
   * @param proposals for IKE SAs, as swanctl.conf has them: {@code aes256-sha256-modp2048}
   */
  public void startStockWith(String proposals) {
    GatewaySettings usual = settings;
    settings = usual.taking(proposals);
    startStock();
    settings = usual;
  }

  /**
   * Starts the daemon.
   *
   * @param charon lines of the section {@code charon} of strongswan.conf
   */
  public void startWith(List<String> charon) {
    daemon.configure(certificates, true, charon, swanctl());
    daemon.start();
    if (!hostStarted) {
      protectedHost.run();
      hostStarted = true;
    }
  }

  private String swanctl() {
    return Template.named("gateway.swanctl.conf")
        .with("PROPOSALS", settings.proposals())
        .with("CERTIFICATE", settings.certificate() + ".pem")
        .with("INNER", settings.addresses().orElse("10.20" + number + ".0.0/24"))
        .with("SECRETS", Template.named("secrets.conf").text())
        .text();
  }

  /** Ends the daemon with SIGKILL: its ports are closed, its host lives on. */
  public void crash() {
    daemon.crash();
  }

  public void stop() {
    daemon.stop();
  }

  public boolean runs() {
    return daemon.runs();
  }

  public List<SecurityAssociation> sas() {
    return daemon.sas();
  }

  /** Names of the clients that have an established IKE SA here. */
  public List<String> clients() {
    return sas().stream()
        .filter(SecurityAssociation::established)
        .map(SecurityAssociation::client)
        .sorted()
        .toList();
  }

  /** Lets it ask one client for a new ESP SA, and does not wait for it. */
  public void askForNewChild(VpnClient client) {
    String raw = daemon.swanctl("--list-sas", "--raw").orFail().output();
    Matcher child = Pattern.compile("remote-id=" + client.name() + CHILD_ID).matcher(raw);
    if (!child.find()) {
      throw new AssertionError(name() + " has no ESP SA with " + client.name() + ":\n" + raw);
    }
    daemon.swanctl("--rekey", "--child-id", child.group(1)).orFail();
  }

  /** Ends the ESP SA {@code spare} of its clients, and waits for the answer. */
  public void endSpareChild() {
    daemon.swanctl("--terminate", "--child", "spare", "--timeout", "10").orFail();
  }

  /**
   * Pings a client's address in the tunnel from the protected network; every ping must be answered.
   */
  public void ping(String innerAddress, int count) {
    namespace
        .run("ping", "-c" + count, "-w5", "-i0.2", "-I", Wiring.PROTECTED, innerAddress)
        .withoutLoss();
  }

  /**
   * Lets its host drop what comes from ikelb and matches, without a word. What comes through
   * tunnels is not meant.
   *
   * @param match of nftables: {@code udp dport 4500}
   */
  public void block(String match) {
    nft("add table inet blocked");
    nft("add chain inet blocked in { type filter hook input priority 0 ; }");
    nft("add rule inet blocked in iifname eth0 " + match + " drop");
  }

  /** Lets its host drop IP fragments that come from ikelb, without a word. */
  public void blockFragments() {
    nft("add table inet blocked");
    nft("add chain inet blocked in { type filter hook prerouting priority -450 ; }");
    nft("add rule inet blocked in iifname eth0 ip frag-off & 0x3fff != 0 drop");
  }

  /** Ends what {@link #block} began. */
  public void unblock() {
    nft("delete table inet blocked");
  }

  /** Datagrams for ports 500 and 4500 that have come in since this was called first. */
  public int datagrams() {
    nft("add table inet counted");
    nft("add chain inet counted in { type filter hook input priority 0 ; }");
    Execution listed = nft("list chain inet counted in");
    Matcher counted = COUNTER.matcher(listed.output());
    if (counted.find()) {
      return Integer.parseInt(counted.group(1));
    }
    nft("add rule inet counted in udp dport { 500, 4500 } counter");
    return 0;
  }

  private Execution nft(String command) {
    return namespace.run("nft", command).orFail();
  }

  public int halfOpen() {
    Execution stats = daemon.swanctl("--stats").orFail();
    Matcher matcher = HALF_OPEN.matcher(stats.output());
    if (!matcher.find()) {
      throw new AssertionError(stats);
    }
    return Integer.parseInt(matcher.group(1));
  }

  public String logged() {
    return daemon.logged();
  }
}
