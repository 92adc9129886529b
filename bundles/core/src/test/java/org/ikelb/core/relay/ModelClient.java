package org.ikelb.core.relay;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.SessionUpstream;

/** A tunnel, as its client and its gateway know it. */
final class ModelClient {
  private static final int FIRST_OF_SPI = 64;
  private static final long SPI_NEW_NANOS = TimeUnit.SECONDS.toNanos(10);

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

  /**
   * Whether it was one session with another tunnel: then the DELETE of one ends the key exchange of
   * the other, as far as anybody can see.
   */
  boolean wasMerged;

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

  /** Whether the last ESP that it sent was surely this tunnel's, and no other's. */
  boolean espToldApart;

  /** How many datagrams with the last ESP SPI were sent, and when the first. */
  int espOfSpi;

  long firstOfSpiNanos;

  /** Whether keys were agreed on, and neither a new pair nor the old CHILD_SA's end followed. */
  boolean keysOpen;

  /** Whether ikelb was started anew since, and cannot know. */
  boolean keysAssumed;

  /** How often it asked since its gateway last said something to it. */
  int askedInVain;

  /** Whether its gateway was thought to be down since that last said something to it. */
  boolean gatewayWasDown;

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

    /** The tunnel that was dialled last, and where from. */
    Optional<ModelClient> last = Optional.empty();

    String lastOn500 = "";

    /** The session that it opened there; one that was found later knows nothing of port 500. */
    String lastSession = "";

    /** When each tunnel last got ESP, in nanoseconds. */
    final Map<ModelClient, Long> gotEspNanos = new HashMap<>();

    /** Where it sends IKE without NAT traversal from. */
    String on500() {
      return endpoint.substring(0, endpoint.indexOf(':')) + ":500";
    }

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
    espOfSpi = 0;
  }

  /** Whether it waits for an answer: it asks nothing else until then (RFC 7296, section 2.3). */
  boolean waits() {
    return lastId == nextId;
  }

  /** The id of a new request that is not repeated. */
  int newRequest() {
    lastRequest = ByteBuffer.allocate(0);
    return nextId++;
  }

  /**
   * Whether its last ESP SPI is so new that it goes to the gateways of all tunnels of the endpoint.
   */
  boolean isSpiNew(long nowNanos) {
    return espOfSpi < FIRST_OF_SPI && (espOfSpi == 0 || nowNanos - firstOfSpiNanos < SPI_NEW_NANOS);
  }

  /** ESP came down: it answers what went up, unless it is that of another tunnel. */
  void gotEsp(long nowNanos) {
    boolean othersGot =
        place.gotEspNanos.entrySet().stream()
            .anyMatch(it -> it.getKey() != this && it.getValue() - firstOfSpiNanos >= 0);
    place.gotEspNanos.put(this, nowNanos);
    if (espSent && espToldApart && (place.tunnels == 1 || (!othersGot && isSpiNew(nowNanos)))) {
      espKnownAt = Optional.of(upstream);
    }
  }

  /** Its gateway said something that only its own SA can say. */
  void isAlive() {
    askedInVain = 0;
    gatewayWasDown = false;
  }

  /** Whether ikelb may have taken it for one that its gateway knows nothing of any more. */
  boolean mayBeGivenUp() {
    return wasMerged || (gatewayWasDown && askedInVain >= 3);
  }

  /** Its SPI was pushed out by those of another tunnel in one session with it: it is new again. */
  void noticeForgottenEsp() {
    if (espKnownAt.isPresent() && !espKnown()) {
      espKnownAt = Optional.empty();
      espSent = false;
    }
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
    return asks(exchange, id, gatewaysPair ? 0 : Packets.NOTIFY_INSIDE);
  }

  ByteBuffer asks(int exchange, int id, int inside) {
    return gatewaysPair
        ? Packets.gatewayRequest(spi, responderSpi, exchange, id, inside)
        : Packets.request(spi, responderSpi, exchange, id, inside);
  }

  /** The gateway's answer to that. */
  ByteBuffer isAnswered(int exchange, int id) {
    return isAnswered(exchange, id, gatewaysPair ? 0 : Packets.NOTIFY_INSIDE);
  }

  ByteBuffer isAnswered(int exchange, int id, int inside) {
    return gatewaysPair
        ? Packets.clientAnswer(spi, responderSpi, exchange, id, inside)
        : Packets.answer(spi, responderSpi, exchange, id, inside);
  }

  /** The gateway's own request. */
  ByteBuffer isAsked(int exchange, int id) {
    return isAsked(exchange, id, 0);
  }

  ByteBuffer isAsked(int exchange, int id, int inside) {
    return gatewaysPair
        ? Packets.request(spi, responderSpi, exchange, id, inside)
        : Packets.gatewayRequest(spi, responderSpi, exchange, id, inside);
  }

  /** The client's answer to that. */
  ByteBuffer answers(int exchange, int id) {
    return answers(exchange, id, 0);
  }

  ByteBuffer answers(int exchange, int id, int inside) {
    return gatewaysPair
        ? Packets.answer(spi, responderSpi, exchange, id, inside)
        : Packets.clientAnswer(spi, responderSpi, exchange, id, inside);
  }
}
