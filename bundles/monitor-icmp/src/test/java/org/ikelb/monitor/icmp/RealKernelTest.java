package org.ikelb.monitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The monitor against the real kernel: each test starts {@link ProbeMain} in a new network
 * namespace.
 */
@EnabledIf(value = "isPossible", disabledReason = "needs root, unshare, ip, nft, setpriv")
@Tag("slow")
class RealKernelTest {
  /** Another group and no capability; still the owner of the files that Java reads. */
  private static final String NOBODY =
      "setpriv --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all";

  static boolean isPossible() {
    boolean possible =
        List.of("unshare", "ip", "nft", "setpriv", "sysctl").stream()
                .allMatch(
                    command ->
                        List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").stream()
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command))))
            && run("unshare -n ip link set lo up").isEmpty();
    if (!possible && Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError("CI=true, so this must run: root, unshare, ip, nft, setpriv");
    }
    return possible;
  }

  @ParameterizedTest(name = "{0} with range \"{1}\" pings {2} by {3}")
  @CsvSource({
    "root,   0 0,     127.0.0.1, ping socket",
    "root,   1 0,     127.0.0.1, raw socket",
    "nobody, 0 65534, 127.0.0.1, ping socket",
    "root,   0 0,     ::1,       ping socket",
    "root,   1 0,     ::1,       raw socket",
    "nobody, 0 65534, ::1,       ping socket",
  })
  void usesWhatIsAllowed(String user, String range, String address, String kind) {
    List<String> lines = probe("", range, user, address);
    assertEquals("UP answers", lines.get(0), lines::toString);
    assertEquals(kind, lines.get(1), lines::toString);
    assertTrue(lines.get(3).endsWith(": echo reply 1"), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "::1"})
  void isUnknownWhereNothingIsAllowed(String address) {
    List<String> lines = probe("", "1 0", "nobody", address);
    assertEquals("UNKNOWN not permitted to ping, see warnings", lines.get(0), lines::toString);
    assertTrue(lines.get(1).contains("group 65534 is outside"), lines::toString);
    assertTrue(lines.get(1).contains("(1 0)"), lines::toString);
  }

  @ParameterizedTest(name = "{3}: range \"{0}\", {1}, reject with {2}")
  @CsvSource({
    "0 0, 127.0.0.2, icmp type host-unreachable,     DOWN host unreachable",
    "1 0, 127.0.0.2, icmp type host-unreachable,     DOWN host unreachable",
    "0 0, 127.0.0.2, icmp type net-unreachable,      DOWN network unreachable",
    "0 0, 127.0.0.2, icmp type admin-prohibited,     DOWN host unreachable",
    "1 0, 127.0.0.2, icmp type port-unreachable,     DOWN port unreachable",
    "0 0, fd00::2,   icmpv6 type no-route,           DOWN network unreachable",
    "1 0, fd00::2,   icmpv6 type addr-unreachable,   DOWN host unreachable",
    "0 0, fd00::2,   icmpv6 type admin-prohibited,   DOWN administratively prohibited",
  })
  void isDownWithTheReasonThatTheNetworkGives(
      String range, String address, String reject, String expected) {
    String request = address.contains(":") ? "icmpv6" : "icmp";
    String rule = request + " type echo-request reject with " + reject;
    List<String> lines = probe(input(rule), range, "root", address);
    assertEquals(expected, lines.get(0), lines::toString);
    assertTrue(lines.get(2).endsWith("to " + address + ": echo request 1"));
    assertTrue(lines.get(3).contains(" about "), lines::toString);
    assertTrue(lines.get(4).endsWith(": echo request 2"), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({"0 0", "1 0"})
  void isDownInSilence(String range) {
    List<String> lines = probe(input("ip daddr 127.0.0.2 drop"), range, "root", "127.0.0.2");
    assertEquals("DOWN no answer", lines.get(0), lines::toString);
    assertEquals(4, lines.size(), "two requests: " + lines);
  }

  @ParameterizedTest
  @CsvSource({"0 0", "1 0"})
  void isUpIfTheSecondRequestIsAnswered(String range) {
    String first = "icmp type echo-request icmp sequence 1 ip daddr 127.0.0.2 drop";
    List<String> lines = probe(input(first), range, "root", "127.0.0.2");
    assertEquals("UP answers", lines.get(0), lines::toString);
    assertTrue(lines.get(4).endsWith(": echo reply 2"), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({"0 0", "1 0"})
  void isUpIfAReplyComesInSpiteOfAnError(String range) {
    String rule =
        "icmp type echo-request icmp sequence 1 ip daddr 127.0.0.2"
            + " reject with icmp type host-unreachable";
    List<String> lines = probe(input(rule), range, "root", "127.0.0.2");
    assertEquals("UP answers", lines.get(0), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.3, 127.0.0.2, UP answers",
    "127.0.0.4, 127.0.0.2, DOWN no answer",
    "192.0.2.9, 127.0.0.2, UNKNOWN",
  })
  void asksFromTheSourceAddress(String source, String address, String expected) {
    String rule = input("icmp type echo-request ip saddr != 127.0.0.3 drop");
    List<String> lines = probe(rule, "0 0", "root", address, source);
    assertTrue(lines.get(0).startsWith(expected), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 0 0", "192.0.2.1, 1 0", "2001:db8::1, 0 0"})
  void isUnknownWithoutARoute(String address, String range) {
    List<String> lines = probe("", range, "root", address);
    assertTrue(lines.get(0).startsWith("UNKNOWN cannot ping: "), lines::toString);
  }

  @Test
  void isUnknownIfItsOwnFirewallForbidsTheRequest() {
    String rules =
        "nft add table inet t; nft 'add chain inet t o { type filter hook output priority 0 ; }';"
            + " nft add rule inet t o icmp type echo-request drop;";
    List<String> lines = probe(rules, "0 0", "root", "127.0.0.1");
    assertTrue(lines.get(0).startsWith("UNKNOWN cannot ping: "), lines::toString);
  }

  @ParameterizedTest(name = "1000 probes with range \"{0}\" of {1} leave {2} descriptors open")
  @CsvSource({"0 0, 127.0.0.1, 0", "1 0, 127.0.0.1, 0", "0 0, ::1, 0", "0 0, 192.0.2.1, 0"})
  void leavesNoDescriptorOpen(String range, String address, int left) {
    List<String> lines = probe("", range, "root", address, "-", "1000");
    assertEquals("1000 probes left " + left + " descriptors", lines.get(0), lines::toString);
  }

  private static String input(String rule) {
    return "nft add table inet t; nft 'add chain inet t i { type filter hook input priority 0 ; }';"
        + (" nft add rule inet t i " + rule + ";");
  }

  /** What {@link ProbeMain} prints. */
  private static List<String> probe(String before, String range, String user, String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script =
        "set -e; ip link set lo up; ip addr add fd00::2/128 dev lo nodad;"
            + (" sysctl -qw net.ipv4.ping_group_range='" + range + "';")
            + before
            + (" exec " + (user.equals("nobody") ? NOBODY : "") + " " + java)
            + (" -XX:TieredStopAtLevel=1 -cp " + System.getProperty("java.class.path"))
            + (" " + ProbeMain.class.getName() + " " + String.join(" ", arguments));
    return run("unshare", "-n", "sh", "-c", script);
  }

  private static List<String> run(String command) {
    return run(command.split(" "));
  }

  private static List<String> run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      return new ArrayList<>(new String(output, StandardCharsets.UTF_8).lines().toList());
    } catch (Exception e) {
      return List.of(e.toString());
    }
  }
}
