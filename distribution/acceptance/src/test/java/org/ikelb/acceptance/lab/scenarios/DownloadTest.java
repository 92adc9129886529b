package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.Download;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The NAT before a client rebinds in the middle of a download over TCP, and the client never asks
 * for a sign of life. Three times its bytes could not carry the download: the limit has to be
 * lifted. A receiver to whom nothing comes says nothing, and nobody can know where it is, so a ping
 * ten times a second shows it. Through ikelb and straight in turns; with {@code -Dikelb.lab.runs=5}
 * five times each, and the medians count.
 */
@LabTest
class DownloadTest {
  private static final int BYTES_A_SECOND = 4_000_000;
  private static final int SECONDS_BEFORE = 5;
  private static final int SECONDS_AFTER = 10;
  private static final int RUNS = Integer.getInteger("ikelb.lab.runs", 1);

  private final Lab lab;
  private final VpnClient client;
  private int rebinds;

  DownloadTest(Lab lab) {
    this.lab = lab;
    this.client = lab.client("c3");
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
    for (String gateway : List.of("gw1", "gw2")) {
      lab.start(gateway, Download.class, "serve", "10.200.0.1", Download.PORT, BYTES_A_SECOND)
          .awaitReady();
    }
    rebind();
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aNatThatRebindsStallsADownloadForAFewSecondsAtMost() {
    List<Long> through = new ArrayList<>();
    List<Long> straight = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      through.add(percentBack("through ikelb", rates("psk")));
      straight.add(percentBack("straight", rates("gw1")));
    }
    System.out.printf(
        "download: percent of its rate %d s after the NAT rebound: median %d, control %d;"
            + " runs %s, control %s%n",
        SECONDS_AFTER, median(through), median(straight), through, straight);
    assertTrue(median(through) >= 80, () -> "through ikelb " + through);
  }

  private static long percentBack(String what, List<Long> rates) {
    System.out.println("download " + what + ", bytes a second: " + rates);
    long before = median(rates.subList(1, SECONDS_BEFORE));
    assertTrue(before > BYTES_A_SECOND / 2, "there is a download: " + rates);
    return 100 * median(rates.subList(rates.size() - 3, rates.size())) / before;
  }

  @SuppressWarnings("try") // the tunnel pings as long as it is open
  private List<Long> rates(String connection) {
    try (PingedTunnel tunnel = PingedTunnel.dial(client, connection)) {
      Running download =
          lab.start(client.name(), Download.class, "fetch", "10.200.0.1", Download.PORT);
      try {
        return rates(download, connection);
      } finally {
        download.stop();
      }
    }
  }

  /** The bytes of each second, but for that in which the NAT rebound. */
  private List<Long> rates(Running download, String connection) {
    awaitSeconds(download, SECONDS_BEFORE);
    rebind();
    awaitSeconds(download, SECONDS_BEFORE + 1 + SECONDS_AFTER);
    if (connection.equals("psk")) {
      theStoryTellsWhy();
    }
    List<Long> rates = new ArrayList<>(seconds(download));
    rates.remove(SECONDS_BEFORE);
    return rates;
  }

  private void theStoryTellsWhy() {
    String stories =
        lab.ikelb().sessions().stream()
            .map(session -> lab.ikelb().verb("session", session.id()).out())
            .collect(Collectors.joining());
    assertTrue(stories.contains("too, without limit: only the port changed"), stories);
  }

  /** Lets the NAT use other ports than just before. */
  private void rebind() {
    lab.rebindNat(rebinds++ % 2 == 0 ? "20000-29999" : "30000-39999");
  }

  private static void awaitSeconds(Running download, int count) {
    Awaitility.await(count + " seconds of download")
        .atMost(Duration.ofSeconds(count + 10L))
        .until(() -> seconds(download).size() >= count);
  }

  private static List<Long> seconds(Running download) {
    return download.printed().lines().map(Long::valueOf).toList();
  }

  private static long median(List<Long> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }
}
