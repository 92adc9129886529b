package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ikelb.api.topology.Limits;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Guard.Verdict;
import org.ikelb.spi.Opening;
import org.junit.jupiter.api.Test;

/** What guards are told beside a request, and what becomes of their saying that it is reachable. */
class AdmissionTest {
  private static final String CLIENT = "192.0.2.1:500";
  private static final long SPI = 0x1111;

  private final List<Told> told = new ArrayList<>();
  private Verdict verdict = Verdict.Pass.PASS;
  private final Balancer balancer =
      new Balancer().with(new Limits(50, 7, 7)).with((Guard) this::admit).start();

  private record Told(boolean hasSession, long answered, int halfOpen, int limit) {}

  private Verdict admit(Opening opening, Admission context) {
    told.add(
        new Told(
            context.hasSession(),
            context.answeredOpenings(),
            context.halfOpenSessions(),
            context.halfOpenLimit()));
    return verdict;
  }

  @Test
  void aRepeatedRequestHasASession() {
    dial(CLIENT, SPI);
    dial(CLIENT, SPI);
    dial(CLIENT, SPI + 1);
    dial("192.0.2.1:501", SPI);
    dial("192.0.2.2:500", SPI);
    assertEquals(
        List.of(false, true, false, false, false), told.stream().map(Told::hasSession).toList());
    assertEquals(List.of(0, 1, 1, 2, 3), told.stream().map(Told::halfOpen).toList());
    assertEquals(7, told.get(0).limit());
  }

  @Test
  void aRequestThatIsSentToAnotherGatewayHasOneToo() {
    SessionUpstream first = dial(CLIENT, SPI);
    balancer.relays.get(ON_500).refused(first.port());
    dial(CLIENT, SPI);
    assertEquals(1, balancer.sessions.size());
    assertTrue(told.get(1).hasSession(), "it takes the place of the first");
  }

  @Test
  void aSessionThatIsOverIsNone() {
    SessionUpstream first = dial(CLIENT, SPI);
    first.session().end(EndReason.CLOSED, balancer.time.nanos());
    balancer.settle();
    dial(CLIENT, SPI);
    assertFalse(told.get(1).hasSession());
  }

  @Test
  void answersThatCarryASpiOfTheGatewayAreCountedOnceForEachSession() {
    SessionUpstream first = dial(CLIENT, SPI);
    balancer.gateway(first, ON_500, Packets.initAnswer(SPI, 0));
    dial(CLIENT, SPI);
    balancer.gateway(first, ON_500, Packets.initAnswer(SPI, 0x2222));
    balancer.gateway(first, ON_500, Packets.initAnswer(SPI, 0x2222));
    SessionUpstream second = dial("192.0.2.2:500", SPI);
    balancer.gateway(second, ON_500, Packets.initAnswer(SPI, 0x3333));
    dial("192.0.2.3:500", SPI);
    assertEquals(List.of(0L, 0L, 1L, 2L), told.stream().map(Told::answered).toList());
  }

  @Test
  void whoIsReachablePassesAndTheSessionRemembersIt() {
    assertFalse(isShown(dial(CLIENT, SPI)));
    verdict = Verdict.Reachable.REACHABLE;
    SessionUpstream first = dial("192.0.2.2:500", SPI);
    assertTrue(isShown(first));
    assertEquals(Map.of(), balancer.fromClients(ON_500).dropped());

    verdict = Verdict.Pass.PASS;
    balancer.relays.get(ON_500).refused(first.port());
    SessionUpstream elsewhere = dial("192.0.2.2:500", SPI);
    assertTrue(elsewhere.session() != first.session());
    assertTrue(isShown(elsewhere), "of the one it takes the place of");
  }

  private static boolean isShown(SessionUpstream upstream) {
    return upstream.session().reach().isShown(upstream.clientSide().client().getAddress());
  }

  private SessionUpstream dial(String client, long spi) {
    balancer.client(client, ON_500, Packets.initRequest(spi));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }
}
