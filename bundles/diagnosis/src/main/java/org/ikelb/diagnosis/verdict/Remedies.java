package org.ikelb.diagnosis.verdict;

import java.util.List;
import org.ikelb.api.diagnosis.Verdict.Remedy;
import org.ikelb.diagnosis.policy.text.WindowsCommands;

/**
 * What mends a cause, as commands where there are any.
 *
 * <p>Pure functions.
 */
public final class Remedies {
  private static final String RRAS = "RRAS";
  private static final String WINDOWS = "Windows client";
  private static final String STRONGSWAN = "strongSwan";
  private static final String NETWORK = "network";
  private static final String IKELB = "ikelb";

  private static final String RESTART_RRAS = "Restart-Service RemoteAccess";

  private Remedies() {}

  /** In the order in which to try them. */
  public static List<Remedy> of(Cause cause) {
    return switch (cause) {
      case POLICY_DIFFERS, GROUP_NOT_KNOWN, ESP_POLICY_DIFFERS -> onePolicy();
      case GATEWAYS_DIFFER -> samePolicy();
      case NO_CONNECTION -> List.of(connection());
      case REQUEST_NOT_UNDERSTOOD ->
          List.of(look(IKELB, "See what it asked for.", "ikelb failures"));
      case GATEWAY_DEAD -> dead();
      case WAY_TO_GATEWAY_CUT -> firewallBehind();
      case GATEWAY_LIMITS -> limits();
      case WAY_BACK_CUT, PORT_4500_BLOCKED, PACKETS_LOST -> reachability();
      case FRAGMENTS_LOST_UP, FRAGMENTS_LOST_DOWN, FRAGMENTS_LOST_BEHIND -> fragmentation();
      case CLIENT_HAS_NO_CERTIFICATE -> clientCertificate();
      case LOGIN_SERVER_SILENT -> loginServer();
      case GATEWAY_FORGOT ->
          List.of(look(IKELB, "See whether it was restarted.", "ikelb gateways"));
      case CERTIFICATE_NOT_TRUSTED, NAME_DIFFERS -> gatewayCertificate();
      case CREDENTIALS_REFUSED -> credentials();
      case PASSWORD_WRONG, NETWORK_POLICY, EAP_CERTIFICATES -> networkPolicy();
      case NO_INNER_ADDRESS -> addresses();
      case NETWORKS_DIFFER -> networks();
      case ESP_DROPPED -> espDropped();
      case GUARD_REFUSED, LIMIT_REACHED ->
          List.of(look(IKELB, "See which, and why.", "ikelb warnings", "ikelb virtualservers"));
      case NO_GATEWAY -> List.of(look(IKELB, "See why none is usable.", "ikelb gateways"));
      case ENDED_BY_IKELB -> List.of(look(IKELB, "See who did it.", "ikelb history"));
      case NOT_A_CLIENT, CLIENT_STOPPED, NOT_USED -> List.of();
    };
  }

  private static Remedy look(String where, String what, String... commands) {
    return new Remedy(where, what, List.of(commands));
  }

  private static List<Remedy> onePolicy() {
    return List.of(
        look(IKELB, "See what each gateway takes.", "ikelb proposals"),
        new Remedy(
            RRAS,
            "Give each gateway a policy that the client has, too; this is the least that is advised.",
            WindowsCommands.forRras(WindowsCommands.MINIMUM)),
        look(
            WINDOWS,
            "Give the client the same; NAME is its connection.",
            WindowsCommands.forClient(WindowsCommands.MINIMUM)),
        look(
            STRONGSWAN, "Name both halves in swanctl.conf, then load it.", "swanctl --load-conns"));
  }

  private static List<Remedy> samePolicy() {
    return List.of(
        look(IKELB, "See in what they differ.", "ikelb proposals"),
        look(RRAS, "Compare the gateways.", "Get-VpnServerIPsecConfiguration"),
        look(STRONGSWAN, "Compare the gateways.", "swanctl --list-conns"));
  }

  private static Remedy connection() {
    return look(
        STRONGSWAN,
        "Look whether a connection fits: local_addrs, remote_addrs and version of each.",
        "swanctl --list-conns");
  }

  private static List<Remedy> dead() {
    return List.of(
        look(RRAS, "Start it.", "Restart-Service RemoteAccess, IKEEXT"),
        look(STRONGSWAN, "Start it.", "systemctl restart strongswan"),
        look(IKELB, "Ask it again.", "ikelb gateways"));
  }

  private static List<Remedy> firewallBehind() {
    return List.of(
        look(
            RRAS,
            "Let IKE in.",
            "Enable-NetFirewallRule -DisplayGroup 'Routing and Remote Access'"),
        look(NETWORK, "Let UDP 500 and 4500 pass between ikelb and the gateway, both ways."));
  }

  private static List<Remedy> limits() {
    return List.of(
        look(
            RRAS,
            "Let it take more SAs of one address.",
            "New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters"
                + " -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000 -Force",
            "Restart-Service IKEEXT, RemoteAccess -Force"),
        look(
            STRONGSWAN,
            "In strongswan.conf, section charon: cookie_threshold_ip = 0 and block_threshold = 100000."
                + " Never block_threshold = 0.",
            "systemctl restart strongswan"),
        look(IKELB, "Spread clients over several \"sourceAddresses\" of the pool."));
  }

  private static List<Remedy> reachability() {
    return List.of(
        look(IKELB, "Have the user's laptop try the ports and sizes.", "ikelb reachability"),
        look(NETWORK, "Let UDP 500 and 4500 pass between client and ikelb, both ways."),
        look(
            NETWORK,
            "See that answers leave through the address that the client has sent to, and that no"
                + " router sends them another way."));
  }

  private static List<Remedy> fragmentation() {
    return List.of(
        look(
            RRAS,
            "Have it fragment IKE itself; Windows Server 1803 or newer.",
            "New-ItemProperty -Path"
                + " HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 -Name"
                + " EnableServerFragmentation -PropertyType DWORD -Value 1 -Force",
            RESTART_RRAS),
        look(
            STRONGSWAN,
            "fragmentation = yes in each connection, which is the default.",
            "swanctl --load-conns"),
        look(WINDOWS, "Windows 10 1803 or newer does it by itself, where the gateway does."),
        look(IKELB, "See who announces it, and what stops where.", "ikelb fragmentation"));
  }

  private static List<Remedy> clientCertificate() {
    return List.of(
        look(
            WINDOWS,
            "Look for a machine certificate with a private key, for client authentication, of a root"
                + " that the gateway trusts.",
            "Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, NotAfter, HasPrivateKey,"
                + " EnhancedKeyUsageList"));
  }

  private static List<Remedy> loginServer() {
    return List.of(
        look(RRAS, "Look which RADIUS servers it asks.", "Get-RemoteAccessRadius"),
        look(
            STRONGSWAN,
            "Look in its log for a RADIUS request that timed out.",
            "journalctl -u strongswan"),
        look(NETWORK, "Let UDP 1812 pass between gateway and RADIUS server."));
  }

  private static List<Remedy> gatewayCertificate() {
    return List.of(
        look(
            RRAS,
            "Look for its certificate: name as dialled, server authentication and IP security IKE"
                + " intermediate, not expired.",
            "Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, DnsNameList, NotAfter,"
                + " EnhancedKeyUsageList"),
        look(
            WINDOWS,
            "Look whether its root is trusted by the machine.",
            "Get-ChildItem Cert:\\LocalMachine\\Root | Format-List Subject, NotAfter"),
        look(
            STRONGSWAN,
            "Look at the certificate and the id of the connection.",
            "swanctl --list-certs"));
  }

  private static List<Remedy> credentials() {
    return List.of(
        look(RRAS, "Look which root certificates it takes from clients.", "Get-VpnAuthProtocol"),
        look(STRONGSWAN, "Look in its log for the reason.", "journalctl -u strongswan"));
  }

  private static List<Remedy> networkPolicy() {
    return List.of(
        look(
            RRAS,
            "On the NPS server look for event 6273, which has the reason code.",
            "Get-WinEvent -FilterHashtable @{LogName='Security'; Id=6273} -MaxEvents 20 | Format-List"
                + " TimeCreated, Message"),
        look(STRONGSWAN, "Look in its log for the reason.", "journalctl -u strongswan"));
  }

  private static List<Remedy> addresses() {
    return List.of(
        look(
            RRAS, "Look at its address pool, or the scope of the DHCP server.", "Get-RemoteAccess"),
        look(STRONGSWAN, "Look at its pools.", "swanctl --list-pools --leases"));
  }

  private static List<Remedy> networks() {
    return List.of(
        look(STRONGSWAN, "Compare local_ts and remote_ts of both sides.", "swanctl --list-conns"));
  }

  private static List<Remedy> espDropped() {
    return List.of(
        look(NETWORK, "Let long UDP packets pass on port 4500, or lower the MTU of the tunnel."),
        look(
            WINDOWS,
            "Try a lower MTU; NAME is the connection.",
            "netsh interface ipv4 set subinterface NAME mtu=1300 store=active"));
  }
}
