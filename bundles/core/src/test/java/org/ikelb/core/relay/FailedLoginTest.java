package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** A client with a wrong password says so in an exchange like that of one which is in. */
class FailedLoginTest {
  private static final String CLIENT = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;
  private static final int IDI = 35;
  private static final int IDR = 36;
  private static final int AUTH = 39;
  private static final int NOTIFY = 41;
  private static final int EAP = 48;

  private final Balancer balancer = Balancer.started();
  private final SessionUpstream upstream = loginThatAsksForMore();

  private SessionUpstream loginThatAsksForMore() {
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(SPI));
    balancer.gateway(
        balancer.lastUpstream(ON_500).orElseThrow(),
        ON_500,
        Packets.initAnswer(SPI, RESPONDER_SPI));
    balancer.client(CLIENT, ON_4500, request(Packets.AUTH, 1, IDI));
    SessionUpstream opened = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(opened, ON_4500, answer(Packets.AUTH, 1, IDR));
    balancer.client(CLIENT, ON_4500, request(Packets.AUTH, 2, EAP));
    balancer.gateway(opened, ON_4500, answer(Packets.AUTH, 2, EAP));
    return opened;
  }

  private static ByteBuffer request(int exchange, int id, int inner) {
    return Packets.marked(Packets.request(SPI, RESPONDER_SPI, exchange, id, inner));
  }

  private static ByteBuffer answer(int exchange, int id, int inner) {
    return Packets.marked(Packets.answer(SPI, RESPONDER_SPI, exchange, id, inner));
  }

  @Test
  void isNotEstablishedByTheAnswerToItsComplaint() {
    balancer.client(CLIENT, ON_4500, request(Packets.INFORMATIONAL, 3, NOTIFY));
    balancer.gateway(upstream, ON_4500, answer(Packets.INFORMATIONAL, 3, 0));
    assertEquals(SessionState.HALF_OPEN, upstream.session().state());
  }

  @Test
  void isNoFailureIfTheGatewayIsContentInTheEnd() {
    balancer.client(CLIENT, ON_4500, request(Packets.AUTH, 3, AUTH));
    balancer.gateway(upstream, ON_4500, answer(Packets.AUTH, 3, AUTH));
    assertEquals(SessionState.ESTABLISHED, upstream.session().state());
  }
}
