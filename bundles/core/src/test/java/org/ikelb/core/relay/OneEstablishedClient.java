package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.BeforeEach;

/** A client that has logged in on 4500, for tests of what becomes of it. */
abstract class OneEstablishedClient {
  static final String HOME = "192.0.2.1:4500";
  static final String REBOUND = "192.0.2.1:20001";
  static final String ELSEWHERE = "198.51.100.7:4500";
  static final String ATTACKER = "203.0.113.66:4500";
  static final long SPI = 0x1111;
  static final long RESPONDER_SPI = 0x2222;
  static final int ESP_SPI = 0xabcd;

  final Balancer balancer = Balancer.started();
  SessionUpstream upstream;

  @BeforeEach
  void establish() {
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(SPI));
    SessionUpstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    fromClient(HOME, request(Packets.AUTH, 1));
    upstream = balancer.lastUpstream(ON_4500).orElseThrow();
    fromGateway(answer(Packets.AUTH, 1));
    fromClient(HOME, request(Packets.INFORMATIONAL, 2));
    fromGateway(answer(Packets.INFORMATIONAL, 2));
    fromClient(HOME, Packets.esp(ESP_SPI, 10));
    fromGateway(Packets.esp(0x77, 1));
    forgetSent();
  }

  final void fromClient(String endpoint, ByteBuffer datagram) {
    balancer.client(endpoint, ON_4500, datagram);
  }

  /** Arrives on the loop that does not own the upstream. */
  final void fromClientOnOtherLoop(String endpoint, ByteBuffer datagram) {
    balancer.client(endpoint, ON_4500, 1 - upstream.loop(), datagram);
  }

  final void fromGateway(ByteBuffer datagram) {
    balancer.gateway(upstream, ON_4500, datagram);
  }

  final void forgetSent() {
    balancer.transports.forEach(transport -> transport.sent.clear());
  }

  static ByteBuffer request(int exchange, int id) {
    return Packets.marked(Packets.request(SPI, RESPONDER_SPI, exchange, id, 35));
  }

  static ByteBuffer answer(int exchange, int id) {
    return Packets.marked(Packets.answer(SPI, RESPONDER_SPI, exchange, id, 35));
  }

  static ByteBuffer gatewayRequest(int id) {
    return Packets.marked(Packets.gatewayRequest(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, 0));
  }

  static ByteBuffer clientAnswer(int id) {
    return Packets.marked(Packets.clientAnswer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, 0));
  }

  final String client() {
    InetSocketAddress client = upstream.clientSide().client();
    return client.getAddress().getHostAddress() + ":" + client.getPort();
  }

  final List<String> sentToClients() {
    return balancer.transports.stream()
        .flatMap(transport -> transport.sent.stream())
        .map(FakeTransport.Sent::client)
        .flatMap(Optional::stream)
        .map(client -> client.getAddress().getHostAddress() + ":" + client.getPort())
        .toList();
  }

  final Session session() {
    return upstream.session();
  }
}
