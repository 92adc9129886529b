package org.ikelb.core.relay;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.SpiPair;

/** A tunnel, as its client and its gateway know it. */
final class ModelClient {
  final int number;
  final Place place;

  /** Where its gateway is. */
  final InetAddress gateway;

  /** What its gateway answers to. */
  SessionUpstream upstream;

  long spi;
  long responderSpi;

  /** Whether the gateway opened this IKE SA: then the pair stands in its order. */
  boolean gatewaysPair;

  /** Whether ikelb must have seen the gateway use the pair. */
  boolean pairKnown = true;

  /** Whether ikelb must have forgotten the session. */
  boolean lost;

  int nextId = 2;
  int gatewayId;
  int children;
  int sequence = 1;

  /** The upstream that has carried ESP with the last SPI, and ESP came back through it. */
  Optional<SessionUpstream> espKnownAt = Optional.empty();

  /** Whether ESP with the last SPI went through the upstream that its gateway answers to. */
  boolean espSent;

  ByteBuffer lastRequest = ByteBuffer.allocate(0);
  int lastId;

  /** Whether it has spoken since it came to its endpoint. */
  boolean spoke;

  /** When ikelb last forwarded something of it, in nanoseconds. */
  long heardNanos;

  /** The IKE SA before the last re-key, which its opener has not deleted yet. */
  Optional<ModelClient.OldSa> old = Optional.empty();

  /** Where a client is; with two tunnels (Windows: device and user tunnel) both are there. */
  static final class Place {
    String endpoint;
    int tunnels;

    Place(String endpoint) {
      this.endpoint = endpoint;
    }
  }

  /** An IKE SA that was replaced. */
  record OldSa(long spi, long responderSpi, boolean gatewaysPair, int nextId) {}

  ModelClient(int number, Place place, SessionUpstream upstream) {
    this.number = number;
    this.place = place;
    this.gateway = upstream.remote().getAddress();
    this.upstream = upstream;
    this.spi = initiatorSpi(number);
    this.responderSpi = responderSpi(number);
  }

  static long initiatorSpi(int number) {
    return 0x1_0000L + number;
  }

  static long responderSpi(int number) {
    return 0x2_0000L + number;
  }

  String endpoint() {
    return place.endpoint;
  }

  SpiPair pair() {
    return new SpiPair(spi, responderSpi);
  }

  int espSpi() {
    return 0x5_0000 + number + 0x1_0000 * children;
  }

  /** New keys for ESP: a new SPI, counted from 1. */
  void replaceChild() {
    children++;
    sequence = 1;
    espKnownAt = Optional.empty();
    espSent = false;
  }

  void replaceSa(long newSpi, long newResponderSpi, boolean byGateway) {
    old =
        pairKnown
            ? Optional.of(new OldSa(spi, responderSpi, gatewaysPair, nextId + 1))
            : Optional.empty();
    spi = newSpi;
    responderSpi = newResponderSpi;
    gatewaysPair = byGateway;
    nextId = 0;
    lastId = -1;
    lastRequest = ByteBuffer.allocate(0);
    gatewayId = 0;
  }

  /** ikelb knows nothing of it any more. */
  void isForgotten() {
    lost = true;
    pairKnown = false;
    espKnownAt = Optional.empty();
    espSent = false;
    old = Optional.empty();
  }

  /**
   * Whether ikelb must find it by its ESP, wherever that comes from; not if two tunnels to one
   * gateway have become one session, and the other was re-keyed so often that the SPI is out.
   */
  boolean espKnown() {
    return espKnownAt
        .filter(upstream -> !upstream.session().isEnded())
        .filter(upstream -> upstream.espSpis().contains(espSpi()))
        .isPresent();
  }

  /** A message in the order of SPIs and with the flags of whoever opened the IKE SA. */
  ByteBuffer asks(int exchange, int id) {
    return gatewaysPair
        ? Packets.gatewayRequest(spi, responderSpi, exchange, id, 0)
        : Packets.request(spi, responderSpi, exchange, id, 41);
  }

  /** The gateway's answer to that. */
  ByteBuffer isAnswered(int exchange, int id) {
    return gatewaysPair
        ? Packets.clientAnswer(spi, responderSpi, exchange, id, 0)
        : Packets.answer(spi, responderSpi, exchange, id, 41);
  }

  /** The gateway's own request. */
  ByteBuffer isAsked(int exchange, int id) {
    return gatewaysPair
        ? Packets.request(spi, responderSpi, exchange, id, 0)
        : Packets.gatewayRequest(spi, responderSpi, exchange, id, 0);
  }

  /** The client's answer to that. */
  ByteBuffer answers(int exchange, int id) {
    return gatewaysPair
        ? Packets.answer(spi, responderSpi, exchange, id, 0)
        : Packets.clientAnswer(spi, responderSpi, exchange, id, 0);
  }
}
