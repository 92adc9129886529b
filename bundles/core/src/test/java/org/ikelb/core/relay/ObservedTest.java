package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.plugin.ObservedSession;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.UpstreamServer;
import org.ikelb.ike.Answers;
import org.ikelb.spi.Guard;
import org.ikelb.spi.ObservedProgress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What observers are told of a message: whose it is, where it goes, what becomes of it. */
class ObservedTest {
  private static final String CLIENT = "192.0.2.1:500";
  private static final String CLIENT_4500 = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;
  private static final int IDI = 35;

  private final Told told = new Told();

  /** Writes down what it is told, a line each. */
  private static final class Told implements IkeSink {
    final List<String> lines = new ArrayList<>();

    @Override
    public void fromClient(
        UpstreamServer server,
        InetSocketAddress client,
        ByteBuffer datagram,
        @Nullable ObservedSession session,
        String fate) {
      lines.add("client " + server.name() + " " + fate + of(session));
    }

    @Override
    public void fromGateway(
        UpstreamServer server,
        InetSocketAddress client,
        ByteBuffer datagram,
        ObservedSession session,
        String fate) {
      lines.add("gateway " + server.name() + " " + fate + of(session));
    }

    private static String of(@Nullable ObservedSession session) {
      return session == null ? "" : " " + session.id() + " at " + session.gatewayName();
    }

    @Override
    public void progress(ObservedProgress progress) {
      String line =
          progress.outcome()
              + " "
              + progress.session()
              + " at "
              + progress.gateway()
              + " "
              + progress.detail();
      lines.add(line.strip());
    }
  }

  private Balancer observed(Balancer balancer) {
    return balancer.start().observedBy(told);
  }

  @Test
  void aLoginIsToldMessageByMessageWithItsSessionAndGateway() {
    Balancer balancer = observed(new Balancer());
    balancer.client(CLIENT, ON_500, Packets.initRequest(SPI));
    SessionUpstream upstream = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(upstream, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(Packets.request(SPI, RESPONDER_SPI, Packets.AUTH, 1, IDI)));
    SessionUpstream natT = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(
        natT,
        ON_4500,
        Packets.marked(Packets.answer(SPI, RESPONDER_SPI, Packets.AUTH, 1, Packets.AUTH_INSIDE)));
    String session = " 1 at vpn/vpn1";
    assertEquals(
        List.of(
            "client ike forwarded" + session,
            "gateway ike forwarded" + session,
            "client nat-t forwarded" + session,
            "established" + session,
            "gateway nat-t forwarded" + session),
        told.lines);
  }

  @Test
  void aRefusalIsTold() {
    Balancer balancer = observed(new Balancer());
    balancer.client(CLIENT, ON_500, Packets.initRequest(SPI));
    SessionUpstream upstream = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(upstream, ON_500, Answers.noProposalChosen(Packets.initRequest(SPI)));
    balancer.pass(Duration.ofMinutes(2));
    assertEquals(
        List.of(
            "client ike forwarded 1 at vpn/vpn1",
            "refused 1 at vpn/vpn1 NO_PROPOSAL_CHOSEN by vpn/vpn1",
            "gateway ike forwarded 1 at vpn/vpn1",
            "ended 1 at vpn/vpn1 half-open-timeout"),
        told.lines);
  }

  @Test
  void whatAGuardStopsIsToldWithTheReason() {
    Guard refusing = (opening, admission) -> new Guard.Verdict.Drop();
    Balancer balancer = observed(new Balancer().with(refusing));
    balancer.client(CLIENT, ON_500, Packets.initRequest(SPI));
    assertEquals(List.of("client ike guard"), told.lines);
  }

  @Test
  void whatIkelbAnswersItselfIsToldSo() {
    Guard answering = (opening, admission) -> new Guard.Verdict.Answer(ByteBuffer.allocate(28));
    Balancer balancer = observed(new Balancer().with(answering));
    balancer.client(CLIENT, ON_500, Packets.initRequest(SPI));
    assertEquals(List.of("client ike answered"), told.lines);
  }
}
