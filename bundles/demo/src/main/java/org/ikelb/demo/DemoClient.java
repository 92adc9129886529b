package org.ikelb.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.PayloadType;
import org.ikelb.ike.SampleHandshake;

/**
 * A simulated VPN client. It dials: IKE_SA_INIT on one port of the balancer, IKE_AUTH and
 * INFORMATIONAL on the other. Then it sends ESP at every beat. When its gateway answers neither ESP
 * nor INFORMATIONAL any more it dials again, from the same two ports, with a new SPI.
 *
 * <p>Runs on a thread of its own from {@link #start} to {@link #close}; all other methods are for
 * any thread.
 */
final class DemoClient implements AutoCloseable {
  private static final int PING_BYTES = 120;

  private final String name;
  private final Pace pace;
  private final Line ike;
  private final Line natT;
  private final Thread thread;

  private volatile boolean closed;
  private volatile OptionalLong connectedAs = OptionalLong.empty();

  /** The IKE SA that is being used. Written by the client's thread only. */
  private Sa sa = new Sa(0, 0, 0);

  private int nextMessageId;

  /**
   * @param espSpi what the client's ESP carries
   */
  private record Sa(long initiatorSpi, long responderSpi, int espSpi) {}

  /**
   * @param source its own address
   * @param ike where it starts
   * @param natT where it goes on
   */
  DemoClient(
      String name, InetAddress source, InetSocketAddress ike, InetSocketAddress natT, Pace pace)
      throws IOException {
    this.name = name;
    this.pace = pace;
    this.ike = new Line(source, ike);
    this.natT = new Line(source, natT);
    this.thread = new Thread(this::live, "demo-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  String name() {
    return name;
  }

  /** Its address and the two ports it sends from. */
  String endpoints() {
    return ike.local().getAddress().getHostAddress()
        + ":"
        + ike.local().getPort()
        + "/"
        + natT.local().getPort();
  }

  /** The initiator SPI of its IKE SA while it is connected; empty while it dials. */
  OptionalLong connectedAs() {
    return connectedAs;
  }

  @Override
  public void close() {
    closed = true;
    ike.close();
    natT.close();
    thread.interrupt();
  }

  private void live() {
    while (!closed) {
      try {
        if (dial()) {
          connectedAs = OptionalLong.of(sa.initiatorSpi);
          talk();
        }
      } catch (IOException | InterruptedException e) {
        if (!closed) {
          throw new IllegalStateException("demo client " + name + " cannot go on", e);
        }
      } finally {
        connectedAs = OptionalLong.empty();
      }
    }
  }

  private boolean dial() throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long initiatorSpi = random.nextLong(1, Long.MAX_VALUE);
    ByteBuffer request = SampleHandshake.request(initiatorSpi, ike.local(), ike.remote(), random);
    Optional<ByteBuffer> opened = ike.ask(request, it -> isSaInitAnswer(it, initiatorSpi), pace);
    if (opened.isEmpty()) {
      return false;
    }
    long responderSpi = IkeHeader.responderSpi(opened.get(), 0);
    sa = new Sa(initiatorSpi, responderSpi, random.nextInt(256, Integer.MAX_VALUE));
    nextMessageId = 1;
    return asks(ExchangeType.IKE_AUTH, PayloadType.ID_I, Messages.AUTH_REQUEST_BYTES)
        && isGatewayThere();
  }

  private void talk() throws IOException, InterruptedException {
    int sequence = 1;
    while (pings(sequence) || isGatewayThere()) {
      sequence++;
      TimeUnit.NANOSECONDS.sleep(pace.beat().toNanos());
    }
  }

  /** One ESP datagram there and back. */
  private boolean pings(int sequence) throws IOException {
    ByteBuffer ping = Messages.esp(sa.espSpi, sequence, PING_BYTES);
    Pace once = new Pace(pace.pause(), pace.beat(), pace.patience(), 1);
    return natT.ask(ping, ping::equals, once).isPresent();
  }

  /** An empty INFORMATIONAL request, which every living gateway answers (RFC 7296, 2.4). */
  private boolean isGatewayThere() throws IOException {
    return asks(ExchangeType.INFORMATIONAL, PayloadType.NONE, Messages.SHORT_BYTES);
  }

  private boolean asks(int exchange, int innerFirst, int bytesInside) throws IOException {
    int messageId = nextMessageId++;
    ByteBuffer request =
        Messages.sealed(
            MessageBuilder.message(
                sa.initiatorSpi, sa.responderSpi, exchange, IkeHeader.INITIATOR, messageId),
            innerFirst,
            bytesInside);
    return natT.ask(NatTraversal.withMarker(request), it -> isAnswer(it, messageId), pace)
        .isPresent();
  }

  private static boolean isSaInitAnswer(ByteBuffer message, long initiatorSpi) {
    return message.remaining() >= IkeHeader.LENGTH
        && IkeHeader.exchange(message, 0) == ExchangeType.IKE_SA_INIT
        && IkeHeader.isResponse(message, 0)
        && IkeHeader.initiatorSpi(message, 0) == initiatorSpi
        && IkeHeader.responderSpi(message, 0) != 0;
  }

  private boolean isAnswer(ByteBuffer datagram, int messageId) {
    int at = NatTraversal.MARKER_LENGTH;
    return datagram.remaining() >= at + IkeHeader.LENGTH
        && datagram.getInt(0) == 0
        && IkeHeader.isResponse(datagram, at)
        && IkeHeader.isProtected(datagram, at)
        && IkeHeader.initiatorSpi(datagram, at) == sa.initiatorSpi
        && IkeHeader.messageId(datagram, at) == messageId;
  }
}
