package org.ikelb.guard.cookie;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Payload;
import org.ikelb.ike.PayloadType;
import org.ikelb.ike.SampleHandshake;
import org.ikelb.ike.capture.CapturedDatagram;
import org.ikelb.ike.capture.PcapReader;
import org.ikelb.spi.Opening;

/** A request as core hands it to guards; real ones come from the captures of the bundle ike. */
record Request(InetAddress clientAddress, int clientPort, ByteBuffer message) implements Opening {
  static final Path CAPTURES = Path.of("../ike/src/test/resources/captures");
  private static final InetSocketAddress CLIENT = new InetSocketAddress("10.1.1.2", 500);
  private static final InetSocketAddress SERVER = new InetSocketAddress("10.99.0.10", 500);
  private static final int TICKET_OPAQUE = 16414;

  static Request sample(long spi) {
    ByteBuffer message = SampleHandshake.request(spi, CLIENT, SERVER, new Random(spi));
    return new Request(CLIENT.getAddress(), CLIENT.getPort(), message);
  }

  /** RFC 5723, section 4.3.2: a nonce and the ticket. */
  static Request resumption() {
    ByteBuffer message =
        MessageBuilder.message(7, 0, ExchangeType.IKE_SESSION_RESUME, IkeHeader.INITIATOR, 0)
            .payload(PayloadType.NONCE, new byte[32])
            .notify(TICKET_OPAQUE, new byte[200])
            .build();
    return new Request(CLIENT.getAddress(), CLIENT.getPort(), message);
  }

  /** All requests for an IKE SA that were captured on port 500. */
  static Stream<Request> captured() {
    try (Stream<Path> files = Files.list(CAPTURES)) {
      return files
          .filter(file -> file.toString().endsWith(".pcap"))
          .sorted()
          .flatMap(file -> datagrams(file).stream())
          .filter(datagram -> datagram.destination().getPort() == 500)
          .filter(datagram -> IkeHeader.opensSession(datagram.payload().toBuffer(), 0))
          .map(Request::of)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request of(CapturedDatagram datagram) {
    return new Request(
        datagram.source().getAddress(), datagram.source().getPort(), datagram.payload().toBuffer());
  }

  private static List<CapturedDatagram> datagrams(Path file) {
    List<CapturedDatagram> datagrams = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      PcapReader reader = new PcapReader(in);
      for (Optional<CapturedDatagram> next = reader.next();
          next.isPresent();
          next = reader.next()) {
        datagrams.add(next.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return datagrams;
  }

  @Override
  public String virtualServer() {
    return "ike";
  }

  @Override
  public long initiatorSpi() {
    return message.getLong(0);
  }

  @Override
  public ByteBuffer message() {
    return message.asReadOnlyBuffer();
  }

  /** The same, repeated with a cookie. */
  Request with(byte... cookie) {
    return new Request(clientAddress, clientPort, SampleHandshake.withCookie(message, cookie));
  }

  Request from(String address, int port) {
    InetSocketAddress client = new InetSocketAddress(address, port);
    return new Request(client.getAddress(), port, message);
  }

  /** The same with other bytes. */
  Request withByte(int at, int value) {
    ByteBuffer changed = ByteBuffer.allocate(message.limit()).put(message.duplicate()).flip();
    changed.put(at, (byte) value);
    return new Request(clientAddress, clientPort, changed);
  }

  /** Whether it brought a cookie when it was captured. */
  boolean hadCookie() {
    return read().payloads().get(0) instanceof Payload.Notify first
        && first.notifyType() == NotifyType.COOKIE;
  }

  IkeMessage read() {
    return IkeMessage.read(message()).orElseThrow();
  }
}
