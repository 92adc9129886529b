package org.ikelb.monitor.ike;

import static org.ikelb.monitor.ike.Probing.target;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ikelb.ike.Octets;
import org.ikelb.ike.WideOffer;
import org.ikelb.spi.ProbeTarget.Port;
import org.junit.jupiter.api.Test;

/** Where an answer comes from. */
class ElsewhereTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Question QUESTION =
      new Question(ProbeKind.LIVENESS, 0x1111, WideOffer.PROPOSALS, false, Octets.of(new byte[36]));

  @Test
  void mostAnswerWhereTheyWereAsked() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike)) {
      assertEquals(
          Elsewhere.From.THERE,
          Elsewhere.ask(target(gateway.port()), gateway.port(), QUESTION, PATIENCE));
    }
  }

  @Test
  void othersAnswerFromAnotherPortOrAddress() throws Exception {
    assertEquals(Elsewhere.From.OTHER_PORT, answeredFrom(1));
    assertEquals(Elsewhere.From.OTHER_ADDRESS, answeredFrom(2));
  }

  @Test
  void orNotAtAll() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::silence)) {
      Port port = gateway.port();
      assertEquals(
          Elsewhere.From.NOWHERE,
          Elsewhere.ask(target(port), port, QUESTION, Duration.ofMillis(200)));
    }
  }

  private static Elsewhere.From answeredFrom(int last) throws Exception {
    try (DatagramSocket asked = new DatagramSocket(new InetSocketAddress(loopback(1), 0));
        DatagramSocket answering = new DatagramSocket(new InetSocketAddress(loopback(last), 0))) {
      CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> pass(asked, answering));
      Port port = new Port(asked.getLocalPort(), false);
      return Elsewhere.ask(target(port), port, QUESTION, PATIENCE);
    }
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private static void pass(DatagramSocket asked, DatagramSocket answering) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      asked.receive(packet);
      List<ByteBuffer> answers =
          Probing.ike(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
      byte[] bytes = Octets.copyOf(answers.get(0), 0, answers.get(0).limit()).toArray();
      answering.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
    } catch (IOException closed) {
      // nobody asks any more
    }
  }
}
