package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView.Probe;
import org.ikelb.api.view.Health;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;

class GatewayWorkTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void drainCanHaveAnEnd() {
    assertEquals(
        """
        vpn/gw1: ready -> drain
        new sessions go elsewhere; 1,204 established sessions, 3 half-open stay until they end, \
        or until 2026-03-01T16:00:00Z; those that are left are ended then
        to undo: ikelb ready vpn/gw1
        """,
        Typed.out(ikelb, "drain", "gw1", "--max-wait", "4h", "--then", "maintenance")
            .replace("WARNING: no gateway of the pool vpn takes new sessions now\n", ""));
  }

  @Test
  void drainWaitsUntilTheGatewayIsEmpty() {
    ikelb.waiting.at(Duration.ofSeconds(12), () -> ikelb.sessionsLeft(FakeIkelb.GW1, 5));
    ikelb.waiting.at(Duration.ofSeconds(25), () -> ikelb.sessionsLeft(FakeIkelb.GW1, 0));
    Output output = Typed.run(ikelb, "drain", "vpn/gw1", "--wait");
    assertEquals(new Output(0, List.of("vpn/gw1 is empty after 25s"), List.of()), output);
    assertEquals(
        List.of(
            "vpn/gw1: 1,204 established sessions, 3 half-open left",
            "vpn/gw1: 1,204 established sessions, 3 half-open left",
            "vpn/gw1: 5 established sessions, 0 half-open left"),
        ikelb.waiting.said.subList(4, 7));
    assertEquals("vpn/gw1: ready -> drain", ikelb.waiting.said.get(0));
  }

  @Test
  void drainGivesUpAtMaxWaitAndSaysSo() {
    ikelb.waiting.at(Duration.ofSeconds(5), () -> ikelb.sessionsLeft(FakeIkelb.GW1, 2));
    Output output = Typed.run(ikelb, "drain", "vpn/gw1", "--wait", "--max-wait", "15s");
    String end =
        "vpn/gw1 is not empty at its max-wait; 2 established sessions, 0 half-open are left";
    assertEquals(new Output(3, List.of(end), List.of()), output);
    assertEquals(
        "vpn/gw1: 2 established sessions, 0 half-open left, 5s to go",
        ikelb.waiting.said.get(ikelb.waiting.said.size() - 1));
  }

  @Test
  void drainSaysHowManyWereEndedAtMaxWait() {
    ikelb.waiting.at(Duration.ofSeconds(15), () -> set(AdministrativeState.MAINTENANCE));
    Output output =
        Typed.run(
            ikelb, "drain", "vpn/gw1", "--wait", "--max-wait", "15s", "--then", "maintenance");
    assertEquals(3, output.exit());
    assertEquals(
        List.of("vpn/gw1 is in maintenance; 1,204 established sessions, 3 half-open were ended"),
        output.out());
  }

  @Test
  void drainEndsWaitingWhenSomebodyMakesTheGatewayReady() {
    ikelb.waiting.at(Duration.ofSeconds(3), () -> set(AdministrativeState.READY));
    Output output = Typed.run(ikelb, "drain", "vpn/gw1", "--wait");
    assertEquals(3, output.exit());
    assertEquals(
        "vpn/gw1 was set to ready by somebody; 1,204 established sessions, 3 half-open are left",
        output.out().get(0));
  }

  private void set(AdministrativeState state) {
    try {
      ikelb.setState(FakeIkelb.GW1, state, FakeIkelb.ANNA.name());
    } catch (Refused e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void weightSaysWhatItWas() {
    assertEquals(
        """
        vpn/gw1: weight 1 -> 5
        sessions stay where they are; the next config apply sets what its file says
        to undo: ikelb weight vpn/gw1 1
        """,
        Typed.out(ikelb, "weight", "vpn/gw1", "5"));
    assertEquals(List.of("weight 5 vpn/gw1"), ikelb.done);
    assertEquals("vpn/gw1 has the weight 1 already\n", Typed.out(ikelb, "weight", "gw1", "1"));
  }

  @Test
  void probeShowsTheExchange() {
    ikelb.probed =
        List.of(
            probe("ping", Health.UP, "", List.of()),
            probe("ike", Health.UP, "answered", List.of("sent IKE_SA_INIT", "received COOKIE")));
    assertEquals(
        new Output(
            0,
            List.of(
                "vpn/gw1 ping: up after 1.5 ms",
                "vpn/gw1 ike: up after 1.5 ms, answered",
                "  sent IKE_SA_INIT",
                "  received COOKIE"),
            List.of()),
        Typed.run(ikelb, "probe", "vpn/gw1"));
  }

  @Test
  void probeFailsWithTheFirstProbeThatFails() {
    ikelb.probed = List.of(probe("ike", Health.DOWN, "no answer on 4500", List.of()));
    assertEquals(
        new Output(
            1,
            List.of(
                "vpn/gw1 ike: down after 1.5 ms, no answer on 4500;"
                    + " the monitor says up until more probes agree"),
            List.of()),
        Typed.run(ikelb, "probe", "vpn/gw1"));
  }

  private static Probe probe(
      String monitor, Health lastProbe, String detail, List<String> exchange) {
    return new Probe(
        monitor,
        Health.UP,
        lastProbe,
        detail,
        Duration.ofNanos(1_500_000),
        Optional.of(FakeIkelb.NOW),
        exchange);
  }
}
