package org.ikelb.diagnosis;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.ikelb.spi.ObservedMessage;

/** A message as ikelb hands it to observers. */
record Heard(
    Instant at,
    Direction direction,
    InetSocketAddress client,
    String virtualServer,
    String session,
    String chosenGateway,
    String fate,
    ByteBuffer bytes)
    implements ObservedMessage {

  @Override
  public String gateway() {
    return direction == Direction.FROM_GATEWAY ? chosenGateway : "";
  }

  @Override
  public ByteBuffer message() {
    return bytes.asReadOnlyBuffer();
  }
}
