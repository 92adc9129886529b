package org.ikelb.demo;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.ikelb.ike.Answers;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.Payload;
import org.ikelb.ike.PayloadType;
import org.ikelb.ike.SampleHandshake;

/**
 * What a demo gateway says, without sockets. It keeps to what a real gateway shows on the wire: it
 * answers requests for IKE SAs that it made, echoes ESP of clients that passed IKE_AUTH, and is
 * silent to all else, IKE of SAs it does not know included.
 *
 * <p>Used by one thread; {@link #serves} by any.
 */
final class DemoResponder {
  private static final int MAJOR_VERSION_2 = 2;

  private final InetSocketAddress self;

  /** By initiator SPI. */
  private final Map<Long, Sa> sas = new ConcurrentHashMap<>();

  /**
   * An IKE SA.
   *
   * @param natTPeer where IKE_AUTH came from, so where ESP may come from; empty: not yet
   */
  private record Sa(long responderSpi, Optional<InetSocketAddress> natTPeer) {}

  /**
   * @param self where it is sent IKE_SA_INIT
   */
  DemoResponder(InetSocketAddress self) {
    this.self = self;
  }

  /** Whether the client that opened the IKE SA with this SPI is connected here. */
  boolean serves(long initiatorSpi) {
    Sa sa = sas.get(initiatorSpi);
    return sa != null && sa.natTPeer.isPresent();
  }

  /** Forgets every client, as a gateway does that dies. */
  void forgetAll() {
    sas.clear();
  }

  /** The answer to a datagram on the port without markers; empty: silence. */
  Optional<ByteBuffer> answerIke(InetSocketAddress from, ByteBuffer message) {
    if (message.remaining() < IkeHeader.LENGTH
        || IkeHeader.length(message, 0) != message.remaining()
        || IkeHeader.isResponse(message, 0)) {
      return Optional.empty();
    }
    if (IkeHeader.majorVersion(message, 0) > MAJOR_VERSION_2) {
      return Optional.of(Answers.invalidMajorVersion(message));
    }
    if (IkeHeader.exchange(message, 0) == ExchangeType.IKE_SA_INIT) {
      return answerSaInit(from, message);
    }
    return answerProtected(from, message);
  }

  /** The answer to a datagram on the NAT-T port; empty: silence. */
  Optional<ByteBuffer> answerNatT(InetSocketAddress from, ByteBuffer datagram) {
    return switch (NatTraversal.kindOf(datagram)) {
      case IKE -> {
        datagram.position(NatTraversal.MARKER_LENGTH);
        yield answerIke(from, datagram.slice()).map(NatTraversal::withMarker);
      }
      case ESP -> isPeer(from) ? Optional.of(datagram) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<ByteBuffer> answerSaInit(InetSocketAddress from, ByteBuffer message) {
    if (!IkeHeader.opensSession(message, 0)) {
      return Optional.empty();
    }
    if (!hasKey(message)) {
      return Optional.of(Answers.invalidKe(message, SampleHandshake.GROUP));
    }
    long initiatorSpi = IkeHeader.initiatorSpi(message, 0);
    Sa sa =
        sas.computeIfAbsent(
            initiatorSpi,
            spi ->
                new Sa(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), Optional.empty()));
    return Optional.of(
        SampleHandshake.response(
            message, sa.responderSpi, self, from, ThreadLocalRandom.current()));
  }

  /** Whether it brings a key of the group in its proposal; the readiness probe does not. */
  private static boolean hasKey(ByteBuffer message) {
    return IkeMessage.read(message).stream()
        .flatMap(read -> read.payloads(Payload.KeyExchange.class))
        .anyMatch(key -> key.group() == SampleHandshake.GROUP);
  }

  private Optional<ByteBuffer> answerProtected(InetSocketAddress from, ByteBuffer message) {
    long initiatorSpi = IkeHeader.initiatorSpi(message, 0);
    Sa sa = sas.get(initiatorSpi);
    if (sa == null
        || sa.responderSpi != IkeHeader.responderSpi(message, 0)
        || !IkeHeader.isProtected(message, 0)) {
      return Optional.empty();
    }
    boolean login = IkeHeader.exchange(message, 0) == ExchangeType.IKE_AUTH;
    if (login) {
      sas.put(initiatorSpi, new Sa(sa.responderSpi, Optional.of(from)));
    }
    return Optional.of(
        Messages.sealed(
            MessageBuilder.answerTo(message, sa.responderSpi),
            login ? PayloadType.ID_R : PayloadType.NONE,
            login ? Messages.AUTH_ANSWER_BYTES : Messages.SHORT_BYTES));
  }

  private boolean isPeer(InetSocketAddress from) {
    return sas.values().stream().anyMatch(sa -> sa.natTPeer.filter(from::equals).isPresent());
  }
}
