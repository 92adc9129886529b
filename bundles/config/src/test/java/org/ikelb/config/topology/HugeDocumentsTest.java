package org.ikelb.config.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.config.problem.Findings;
import org.junit.jupiter.api.Test;

/**
 * Somebody who may only look can have a megabyte checked. It must neither have a core for minutes
 * nor fill the heap: what it costs follows its length, and not the square of that.
 */
class HugeDocumentsTest {
  private static final int MEGABYTE = 1 << 20;

  /** Far more than it takes; a square takes far more than this. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A megabyte of entries with commas between them. */
  private static String entries(int bytes, IntFunction<String> entry) {
    int length = entry.apply(100_000).length() + 1;
    return IntStream.range(0, bytes / length).mapToObj(entry).collect(Collectors.joining(","));
  }

  private static String server(int i, String pool) {
    return "\"s%d\":{\"address\":\"10.%d.%d.%d\",\"port\":%d,\"protocol\":\"ike\",\"pool\":\"%s\"}"
        .formatted(i, i >> 16, i >> 8 & 255, i & 255, 5_000 + i % 60_000, pool);
  }

  private static String topology(String servers, String groups, String pools) {
    return "{\"version\":1,\"virtualServers\":{%s},\"persistencyGroups\":{%s},\"pools\":{%s}}"
        .formatted(servers, groups, pools);
  }

  private static String pool(int i, String more) {
    return "\"p%d\":{%s\"gateways\":{\"g\":{\"address\":\"192.0.2.1\"}}}".formatted(i, more);
  }

  private static String group(String servers) {
    return "\"g\":{\"strategy\":\"ike-spi\",\"virtualServers\":[%s]}".formatted(servers);
  }

  private static List<Problem> problems(String text) {
    Reading reading =
        assertTimeoutPreemptively(PATIENCE, () -> Documents.read(text, Use.RUN), "too slow");
    return reading.problems();
  }

  private static void isCutShort(String text) {
    List<Problem> problems = problems(text);
    assertEquals(Findings.MOST + 1, problems.size());
    String last = problems.get(Findings.MOST).rule();
    assertEquals("and more, which were not looked for; mend these first", last);
  }

  @Test
  void aMegabyteOfNamesThatLeadNowhere() {
    String long60 = "a".repeat(55);
    isCutShort(
        topology(
            server(1, "p1"),
            group(entries(MEGABYTE / 2, i -> '"' + long60 + i + '"')),
            entries(MEGABYTE / 2, i -> pool(i, ""))));
  }

  /** Names that are wanted, and names that are there, all of them alike and as long as may be. */
  @Test
  void aMegabyteOfNamesThatAreNearlyThere() {
    String stem = "a".repeat(54);
    isCutShort(
        topology(
            entries(MEGABYTE / 2, i -> server(i, stem + "b" + i)),
            group("\"s1\""),
            entries(MEGABYTE / 2, i -> "\"" + stem + i + pool(i, "").substring(1))));
  }

  @Test
  void aMegabyteOfKeysThatNobodyKnows() {
    isCutShort("{" + entries(MEGABYTE, i -> "\"virtualServer" + i + "\":1") + "}");
  }

  @Test
  void aMegabyteOfNulls() {
    isCutShort("{" + entries(MEGABYTE, i -> "\"k" + i + "\":null") + "}");
  }

  private static String servers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> server(i, "p0"))
        .collect(Collectors.joining(","));
  }

  private static String groupOf(int servers) {
    return group(
        IntStream.range(0, servers)
            .mapToObj(i -> "\"s" + i + '"')
            .collect(Collectors.joining(",")));
  }

  /** Each of thousands of pools against each of thousands of virtual servers. */
  @Test
  void aMegabyteOfPoolsWhosePortsAreThoseOfVirtualServers() {
    isCutShort(
        topology(
            servers(6_000),
            groupOf(6_000),
            entries(MEGABYTE / 2, i -> pool(i, "\"upstreamPorts\":\"5000-65535\","))));
  }

  /** Each of thousands of virtual servers against each of thousands of gateways. */
  @Test
  void aMegabyteOfGatewaysThatAreNoVirtualServers() {
    String gateways =
        entries(
            MEGABYTE / 2,
            i ->
                "\"g%d\":{\"address\":\"172.%d.%d.%d\"}"
                    .formatted(i, 16 + (i >> 16), i >> 8 & 255, i & 255));
    String pool = "\"p0\":{\"upstreamPorts\":\"2000-2100\",\"gateways\":{" + gateways + "}}";
    assertEquals(List.of(), problems(topology(servers(6_000), groupOf(6_000), pool)));
  }
}
