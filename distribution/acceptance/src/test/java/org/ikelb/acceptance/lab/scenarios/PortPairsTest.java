package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.traffic.PortPairs;
import org.ikelb.acceptance.lab.traffic.SimulatedGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One hundred source addresses start on port 500 and go on with port 4500. */
@LabTest
class PortPairsTest {
  private static final int ADDRESSES = 100;

  private final Lab lab;

  PortPairsTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.start("gw1", SimulatedGateway.class, "10.50.0.11", 1).awaitReady();
    lab.start("gw2", SimulatedGateway.class, "10.50.0.12", 2).awaitReady();
  }

  @AfterEach
  void stopBalancers() {
    lab.ikelb().stop();
    lab.nginx().stop();
  }

  @ParameterizedTest(name = "{0} with {1} keeps ports 500 and 4500 of 100 addresses together")
  @CsvSource({
    "ike-spi, weighted-round-robin",
    "ike-spi, maglev",
    "source-ip, weighted-round-robin",
    "source-ip, maglev",
    "source-ip, least-sessions"
  })
  void keepsBothPortsOnOneGateway(String strategy, String method) {
    LabTopology topology = LabTopology.over("gw1", "gw2").unmonitored().strategy(strategy);
    lab.ikelb().start(topology.method(method));
    List<Pair> pairs = askFromAllAddresses();
    assertEquals(0, split(pairs), pairs.toString());
    long onFirst = pairs.stream().filter(p -> p.ike() == 1).count();
    assertTrue(onFirst >= 25 && onFirst <= 75, "both gateways serve: " + onFirst + " on gw1");
  }

  /** For comparison: this is why plain UDP balancers fail. Proves that the test above can fail. */
  @Test
  void seesNginxWithAConsistentHashSplitAboutHalfOfThem() {
    if (!lab.nginx().present()) {
      System.out.println("nginx is not installed: not compared with it");
      return;
    }
    lab.nginx().start("$remote_addr consistent");
    long split = split(askFromAllAddresses());
    System.out.println("nginx, hash $remote_addr consistent: " + split + " of 100 pairs split");
    assertTrue(split > 20, split + " split");
  }

  private List<Pair> askFromAllAddresses() {
    String printed =
        lab.run("c2", PortPairs.class, "10.99.0.10", "10.78.0", ADDRESSES).orFail().output();
    List<Pair> pairs = printed.lines().map(Pair::parse).toList();
    assertEquals(ADDRESSES, pairs.size());
    assertTrue(pairs.stream().allMatch(p -> p.ike() > 0), "all are answered on 500: " + pairs);
    return pairs;
  }

  private static long split(List<Pair> pairs) {
    return pairs.stream().filter(p -> p.ike() != p.natT()).count();
  }

  /**
   * The gateways that answered an address, 0 for none.
   *
   * @param address the client's
   * @param ike the gateway that answered on port 500
   * @param natT the gateway that answered on port 4500
   */
  private record Pair(String address, int ike, int natT) {
    static Pair parse(String line) {
      String[] words = line.split(" ", 3);
      return new Pair(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }
  }
}
