package org.ikelb.monitor.ike;

import java.nio.ByteBuffer;
import java.util.List;
import org.ikelb.ike.LivenessProbe;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.ReadinessProbe;

/**
 * What one port is asked. All messages bear the same SPI.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind which messages are sent
 * @param spi to know the answer by; not 0
 * @param proposals of which the gateway may choose
 * @param mustTake whether the gateway is no good if it takes none
 * @param random for key and nonce
 */
record Question(
    ProbeKind kind, long spi, List<Proposal> proposals, boolean mustTake, Octets random) {

  ByteBuffer readiness() {
    return ReadinessProbe.question(spi, proposals, random);
  }

  ByteBuffer liveness() {
    return LivenessProbe.question(spi);
  }

  boolean isAnsweredBy(ByteBuffer message) {
    return LivenessProbe.isAnswer(message, spi);
  }
}
