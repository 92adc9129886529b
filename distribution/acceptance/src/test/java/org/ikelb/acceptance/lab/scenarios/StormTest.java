package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.Storm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * 100,000 random and 100,000 mutated real datagrams, each to port 500 and to port 4500, from 50
 * endpoints. Some of the mutated ones carry the SPIs of living tunnels.
 */
@LabTest
class StormTest {
  private static final int OF_EACH_KIND = 100_000;
  private static final int PER_SECOND = 16_000;
  private static final int WARM_UP = 5_000;
  private static final int GROWTH_MEGABYTES = 250;

  private final Lab lab;

  StormTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(LabTopology.over("gw1", "gw2").sources(4).halfOpen(1_000).guards());
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void shrugsOffRandomAndMutatedDatagramsWhileTunnelsGoOn() {
    List<VpnClient> users = lab.clients("c1", "c3", "c4", "c6");
    users.forEach(c -> c.dial("psk"));
    Map<String, String> placement = placement(users);
    List<String> pairs = livePairs(users);
    long seed = System.nanoTime();
    System.out.println("storm: seed " + seed);
    storm(seed + 1, WARM_UP, pairs);
    int before = lab.ikelb().residentMegabytes();
    long receivedBefore = receivedFromClients();

    List<Pinging> pinging = users.stream().map(VpnClient::startPinging).toList();
    long sent = storm(seed, OF_EACH_KIND, pairs);
    pinging.forEach(Pinging::stopWithoutLoss);

    long received = receivedFromClients() - receivedBefore;
    int after = lab.ikelb().residentMegabytes();
    int descriptors = lab.ikelb().openDescriptors();
    System.out.printf(
        "storm: %d sent, %d received, %d -> %d MB resident, %d descriptors%n",
        sent, received, before, after, descriptors);
    assertEquals(4L * OF_EACH_KIND, sent);
    assertTrue(received >= sent * 95 / 100, "ikelb saw the storm: " + received + " of " + sent);
    assertTrue(after - before <= GROWTH_MEGABYTES, before + " -> " + after + " MB");
    assertTrue(descriptors <= 1_300, descriptors + " descriptors");
    assertEquals(placement, placement(users), "the tunnels are where they were");
    users.forEach(c -> c.exchange(1_000_000));
  }

  private long storm(long seed, int count, List<String> pairs) {
    List<Object> arguments =
        new ArrayList<>(List.of("10.99.0.10", "10.78.0", seed, count, PER_SECOND, captures()));
    arguments.addAll(pairs);
    return Long.parseLong(lab.run("c2", Storm.class, arguments.toArray()).orFail().output());
  }

  private static Path captures() {
    try {
      return Path.of(StormTest.class.getResource("/lab/pcaps").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> livePairs(List<VpnClient> users) {
    List<String> pairs = new ArrayList<>();
    for (VpnClient user : users) {
      pairs.addAll(List.of(user.spiPair().split("-", 2)));
    }
    return pairs;
  }

  private Map<String, String> placement(List<VpnClient> users) {
    return users.stream().collect(Collectors.toMap(VpnClient::name, lab::gatewayOf));
  }

  private long receivedFromClients() {
    return lab.ikelb().virtualServers().stream().mapToLong(v -> v.fromClients().received()).sum();
  }
}
