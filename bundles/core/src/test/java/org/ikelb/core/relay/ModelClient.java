package org.ikelb.core.relay;

import java.nio.ByteBuffer;
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
}
