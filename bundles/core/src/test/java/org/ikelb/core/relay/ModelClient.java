package org.ikelb.core.relay;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.ikelb.core.session.SessionUpstream;

/** A client, as it knows itself. */
final class ModelClient {
  final int number;
  final SessionUpstream first;
  SessionUpstream upstream;
  String endpoint;
  long spi;
  long responderSpi;
  boolean gatewaysPair;
  boolean pairKnown = true;
  int nextId = 2;
  int gatewayId;
  int sequence = 1;
  ByteBuffer lastRequest = ByteBuffer.allocate(0);
  int lastId;
  boolean spoke;

  /** The IKE SA before the last re-key, which its opener has not deleted yet. */
  Optional<ModelClient.OldSa> old = Optional.empty();

  /** An IKE SA that was replaced. */
  record OldSa(long spi, long responderSpi, boolean gatewaysPair, int nextId) {}

  ModelClient(int number, String endpoint, SessionUpstream upstream) {
    this.number = number;
    this.first = upstream;
    this.upstream = upstream;
    this.endpoint = endpoint;
    this.spi = 0x1000L + number;
    this.responderSpi = 0x2000L + number;
  }

  int espSpi() {
    return 0x5000 + number;
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
}
