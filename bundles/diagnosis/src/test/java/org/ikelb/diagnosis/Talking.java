package org.ikelb.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.api.diagnosis.Verdict;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.capture.CapturedDatagram;
import org.ikelb.ike.capture.PcapReader;
import org.ikelb.spi.ObservedMessage;
import org.ikelb.spi.ObservedMessage.Direction;

/** Clients and gateways that talk to each other, before somebody who watches. */
final class Talking {
  static final String SESSION = "1a";
  static final String GATEWAY = "vpn/gw1";
  private static final int IKE = 500;
  private static final int NAT_T = 4500;
  private static final int MARKER = 4;

  final FakeClock clock = new FakeClock();
  final Diagnosing diagnosing = new Diagnosing(Talking::isTest, clock);

  /** No client would choose this SPI. */
  static final long TEST = 0x7e57_0000_0000_0000L;

  private InetSocketAddress client = new InetSocketAddress("192.0.2.7", 500);
  private String session = SESSION;
  private String gateway = GATEWAY;

  private static boolean isTest(ObservedMessage message) {
    return message.message().getLong(0) == TEST;
  }

  /** From now on it is another one. */
  Talking by(String address, String itsSession, String itsGateway) {
    client = new InetSocketAddress(address, 500);
    session = itsSession;
    gateway = itsGateway;
    return this;
  }

  void client(ByteBuffer message) {
    say(Direction.FROM_CLIENT, "ike", session, gateway, "forwarded", message);
  }

  /** ikelb does not let it in. */
  void stopped(ByteBuffer message, String fate) {
    say(Direction.FROM_CLIENT, "ike", "", "", fate, message);
  }

  void gateway(ByteBuffer message) {
    say(Direction.FROM_GATEWAY, "ike", session, gateway, "forwarded", message);
  }

  private void say(
      Direction from, String server, String its, String at, String fate, ByteBuffer message) {
    diagnosing.observe(new Heard(clock.instant(), from, client, server, its, at, fate, message));
    clock.pass(Duration.ofMillis(20));
  }

  void cameTo(String outcome, String detail) {
    InetAddress address = client.getAddress();
    diagnosing.progressed(new Told(clock.instant(), session, address, gateway, outcome, detail));
    clock.pass(Duration.ofMillis(20));
  }

  /** A capture, as long as it is no ESP. */
  Talking replay(String capture) {
    for (CapturedDatagram datagram : read(capture)) {
      ByteBuffer payload = datagram.payload().toBuffer();
      boolean up = isServer(datagram.destination());
      int port = up ? datagram.destination().getPort() : datagram.source().getPort();
      boolean natT = port == NAT_T;
      boolean ike = !natT || (payload.remaining() > MARKER && payload.getInt(0) == 0);
      if ((port == IKE || natT) && ike) {
        ByteBuffer message = natT ? payload.position(MARKER).slice() : payload;
        HeaderFault fault =
            up
                ? HeaderRules.checkFromClient(message, 0, message.remaining())
                : HeaderRules.checkFromGateway(message, 0, message.remaining());
        if (fault == HeaderFault.NONE) {
          Direction from = up ? Direction.FROM_CLIENT : Direction.FROM_GATEWAY;
          say(from, natT ? "nat-t" : "ike", session, gateway, "forwarded", message);
        }
      }
    }
    return this;
  }

  private static boolean isServer(InetSocketAddress endpoint) {
    return endpoint.getAddress().getHostAddress().equals("10.99.0.10");
  }

  private static List<CapturedDatagram> read(String capture) {
    List<CapturedDatagram> all = new ArrayList<>();
    String name = "/captures/" + capture + ".pcap";
    try (InputStream in = Objects.requireNonNull(Talking.class.getResourceAsStream(name))) {
      PcapReader reader = new PcapReader(in);
      for (Optional<CapturedDatagram> next = reader.next();
          next.isPresent();
          next = reader.next()) {
        all.add(next.get());
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said of the one conversation that there is. */
  Conversation diagnosed() {
    List<Conversation> found = diagnosing.conversations(session);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " conversations: " + found);
    }
    return found.get(0);
  }

  List<String> causes() {
    return diagnosed().verdicts().stream().map(Verdict::cause).toList();
  }
}
