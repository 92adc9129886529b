package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.exporter.kit.FirstDatagrams;
import org.ikelb.exporter.kit.FirstDatagrams.Sent;
import org.ikelb.exporter.kit.Topologies;
import org.ikelb.ike.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exported iRule, run by tclsh over what real clients sent; the BIG-IP's commands are stubs.
 * Aborted, and so counted as skipped, where tclsh is not installed.
 */
class SpiRuleTest {
  /** Reads lines of port, client and payload, and answers each with the key that was asked for. */
  private static final String STUBS =
      """
      proc when {event body} {
          if {$event ne "CLIENT_ACCEPTED"} { error "no event: $event" }
          proc accepted {} $body
      }
      namespace eval UDP {
          proc payload {} { return $::payload }
          proc local_port {} { return $::port }
      }
      namespace eval IP {
          proc client_addr {} { return $::client }
      }
      proc persist {mode key} {
          if {$mode ne "uie"} { error "no persistence: $mode" }
          lappend ::keys $key
      }
      source [lindex $argv 0]
      while {[gets stdin line] >= 0} {
          lassign [split $line " "] port client hex
          set payload [binary format H* $hex]
          set keys {}
          accepted
          if {[llength $keys] != 1} { error "keys: $keys" }
          puts [lindex $keys 0]
      }
      """;

  @TempDir private Path directory;

  @Test
  void bothPortsOfAClientGiveTheInitiatorsSpi() throws Exception {
    List<Sent> all = FirstDatagrams.all();

    List<String> keys = run(rule(), all);

    assertEquals(expected(all), keys);
    assertTrue(clientsOnBothPorts(all, keys) > 10);
  }

  /** Were the marker not skipped, a client's two ports would go to different gateways. */
  @Test
  void aRuleThatReadsTheMarkerIsSeen() throws Exception {
    List<Sent> all = FirstDatagrams.all();
    String good = rule();
    String bad = good.replace("H8H16 marker spi", "H8@0H16 marker spi");

    assertNotEquals(good, bad);
    assertNotEquals(expected(all), run(bad, all));
  }

  @Test
  void whatIsTooShortForAnSpiGoesByAddress() throws Exception {
    byte[] keepalive = {(byte) 0xff};
    Sent first = FirstDatagrams.all().get(0);
    List<Sent> all =
        Stream.of(500, 4500)
            .flatMap(
                port ->
                    Stream.of(new byte[0], keepalive, new byte[7], new byte[11])
                        .map(
                            bytes ->
                                new Sent("", first.client(), port, Octets.of(bytes), first.spi())))
            .filter(sent -> sent.port() == 4500 || sent.payload().length() < 8)
            .toList();

    assertEquals(Set.of(first.client().getHostAddress()), new HashSet<>(run(rule(), all)));
  }

  /** Clients behind port numbers of their own, and gateways that listen elsewhere. */
  @Test
  void natTIsSpokenWhereTheTopologySaysSo() {
    String rule = Exports.modelBySpi(Topologies.OTHER_PORTS).rules().get(0).text();

    assertTrue(rule.contains("        14500 {\n"), rule);
    assertTrue(!rule.contains(" 4500 {"), rule);
  }

  private static String rule() {
    return Exports.modelBySpi(Topologies.ONE_POOL_IPV4).rules().get(0).text();
  }

  private static List<String> expected(List<Sent> all) {
    return all.stream().map(sent -> sent.spi().orElse(sent.client().getHostAddress())).toList();
  }

  /** How many sessions of the captures were seen on both, with one key. */
  private static long clientsOnBothPorts(List<Sent> all, List<String> keys) {
    Map<String, Set<Integer>> ports = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      ports.computeIfAbsent(keys.get(i), key -> new HashSet<>()).add(all.get(i).port());
    }
    return ports.entrySet().stream()
        .filter(entry -> entry.getKey().length() == 16 && entry.getValue().size() == 2)
        .count();
  }

  private List<String> run(String rule, List<Sent> all) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tclsh"))),
        "NOT CHECKED: tclsh is not installed, so the iRule was not run");
    Path stubs = Files.writeString(directory.resolve("stubs.tcl"), STUBS);
    Path file = Files.writeString(directory.resolve("rule.tcl"), rule);
    String lines =
        all.stream()
            .map(
                sent ->
                    sent.port()
                        + " "
                        + sent.client().getHostAddress()
                        + " "
                        + HexFormat.of().formatHex(sent.payload().toArray()))
            .collect(Collectors.joining("\n", "", "\n"));
    Path input = Files.writeString(directory.resolve("datagrams.txt"), lines);
    Process tclsh =
        new ProcessBuilder("tclsh", stubs.toString(), file.toString())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(tclsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tclsh.waitFor(), said);
    return said.lines().toList();
  }
}
