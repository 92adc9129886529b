package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * for a sign of life. A receiver to whom nothing comes says nothing, so a ping ten times a second
 * shows where the client is now. Three times its bytes could not carry the download.
 */
@LabTest
class DownloadTest {
  private static final int BYTES_A_SECOND = 4_000_000;
  private static final int SECONDS_BEFORE = 5;
  private static final int SECONDS_AFTER = 10;

  private final Lab lab;
  private final VpnClient client;

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
    lab.rebindNat("20000-29999");
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aNatThatRebindsStallsADownloadForAFewSecondsAtMost() {
    List<Long> control = rates("gw1", "30000-39999");
    List<Long> rates = rates("psk", "20000-29999");
    System.out.println("download, bytes a second, NAT rebinds after " + SECONDS_BEFORE + " s:");
    System.out.println("  through ikelb " + rates + "\n  straight      " + control);

    long before = median(rates.subList(1, SECONDS_BEFORE));
    assertTrue(before > BYTES_A_SECOND / 2, "there is a download: " + rates);
    long afterwards = median(rates.subList(rates.size() - 3, rates.size()));
    assertTrue(
        afterwards * 5 >= before * 4,
        "80 % of " + before + " again within " + SECONDS_AFTER + " s: " + rates);
  }

  @SuppressWarnings("try") // the tunnel pings as long as it is open
  private List<Long> rates(String connection, String ports) {
    try (PingedTunnel tunnel = PingedTunnel.dial(client, connection)) {
      Running download =
          lab.start(client.name(), Download.class, "fetch", "10.200.0.1", Download.PORT);
      awaitSeconds(download, SECONDS_BEFORE);
      lab.rebindNat(ports);
      // The second of the event itself is no evidence.
      awaitSeconds(download, SECONDS_BEFORE + 1 + SECONDS_AFTER);
      List<Long> rates = new ArrayList<>(seconds(download));
      rates.remove(SECONDS_BEFORE);
      download.stop();
      return rates;
    }
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
