package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.view.Warning;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.doctor.FakeHost;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorVerbTest {
  @TempDir Path proc;
  private final FakeIkelb ikelb = new FakeIkelb();

  /** No test machine has the addresses of the fake topology, which are for documentation. */
  @Test
  void aProblemIsReportedOnStandardOutputWithItsRemedy() {
    ikelb.host = new FakeHost(proc).host();
    Output output = Typed.run(ikelb, "doctor");
    assertEquals(1, output.exit());
    assertEquals(List.of(), output.err());
    assertEquals(
        """
        SUBJECT                      VERDICT  FOUND
        topology                     ok       the one that runs
        Java                         ok       17.0.12+7, Eclipse Adoptium, /opt/java
        bundles                      ok       all are resolved and started
        transport                    ok       epoll
        low ports                    ok       port 500 by CAP_NET_BIND_SERVICE
        ping                         ok       by raw sockets, by CAP_NET_RAW
        client address               ok       translated in every pool, which needs no privilege
        socket buffers               ok       limit 4.2 MB to receive, 4.2 MB to send
        open files                   ok       524,288, enough for 100,000 sessions
        address 203.0.113.10:500     problem  no interface of this machine has the address""",
        String.join("\n", output.out().subList(0, 11)));
    assertTrue(output.out().get(11).strip().startsWith("-> add it"), output::toString);
    assertEquals(
        "logins                       ok       no gateway turns clients away that others take",
        output.out().get(output.out().size() - 2));
    assertEquals("4 problems, 1 warning", output.out().get(output.out().size() - 1));
  }

  @Test
  void whoeverIsKeptOutIsSaid() {
    ikelb.host = new FakeHost(proc).host();
    ikelb.warnings.add(new Warning("gateway-ejected", "vpn/gw2", "It gets no new sessions."));
    ikelb.warnings.add(new Warning("policy-refused", "vpn", "All gateways refuse 192.0.2.7."));
    ikelb.warnings.add(new Warning("probe-failing", "vpn/gw1", "Said elsewhere."));
    List<String> out = Typed.run(ikelb, "doctor").out();
    String remedy = "\"ikelb attempts\" shows who was turned away, and what they offered";
    assertEquals(
        List.of(
            "logins: vpn/gw2 warning gateway-ejected: It gets no new sessions.",
            "-> " + remedy,
            "logins: vpn warning policy-refused: All gateways refuse 192.0.2.7.",
            "-> " + remedy,
            "4 problems, 3 warnings"),
        out.subList(out.size() - 5, out.size()).stream()
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList());
  }

  @Test
  void itNeedsNoRunningIkelb() {
    ikelb.host = new FakeHost(proc).host();
    Output output = new Verbs().run(List.of("doctor"), ikelb.servicesOfTool());
    assertEquals(
        "topology                     ok       conf/ikelb.json; ikelb does not run",
        output.out().get(1));
  }

  @Test
  void aTopologyThatCannotBeReadIsAProblem() {
    ikelb.host = new FakeHost(proc).host();
    ikelb.problems = List.of(new Problem("conf/ikelb.json", 1, 1, "", "is empty"));
    Output output = new Verbs().run(List.of("doctor"), ikelb.servicesOfTool());
    assertEquals(1, output.exit());
    assertTrue(output.out().get(1).contains("has 1 problem, so no address"), output::toString);
    assertTrue(output.out().get(2).contains("ikelb check"), output::toString);
  }
}
