package org.ikelb.monitor.ike;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.LivenessProbe;
import org.ikelb.ike.NatTraversal;
import org.ikelb.spi.ProbeTarget.Port;

/** The question to one port, and what became of it. Used by one thread. */
final class Question {
  /** The answer to the probe has 36 bytes; whatever else comes may be cut. */
  private static final int RECEIVE_BUFFER = 2048;

  private final Port port;
  private final DatagramChannel channel;
  private final long spi;
  private State state = State.WAITING;

  /** What became of a question. */
  enum State {
    WAITING,
    ANSWERED,
    /** The host said that nobody listens. */
    REFUSED
  }

  /**
   * @param channel connected to the port, not blocking; closed by whoever opened it
   * @param spi to know the answer by
   */
  Question(Port port, DatagramChannel channel, long spi) {
    this.port = port;
    this.channel = channel;
    this.spi = spi;
  }

  Port port() {
    return port;
  }

  State state() {
    return state;
  }

  void ask() throws IOException {
    ByteBuffer message = LivenessProbe.question(spi);
    try {
      channel.write(port.natT() ? NatTraversal.withMarker(message) : message);
    } catch (PortUnreachableException e) {
      state = State.REFUSED;
    }
  }

  /** Looks through all that has come. */
  void readAnswers() throws IOException {
    ByteBuffer datagram = ByteBuffer.allocate(RECEIVE_BUFFER);
    try {
      while (state == State.WAITING && channel.read(datagram.clear()) > 0) {
        if (isAnswer(datagram.flip())) {
          state = State.ANSWERED;
        }
      }
    } catch (PortUnreachableException e) {
      state = State.REFUSED;
    }
  }

  private boolean isAnswer(ByteBuffer datagram) {
    if (!port.natT()) {
      return LivenessProbe.isAnswer(datagram, spi);
    }
    return NatTraversal.kindOf(datagram) == DatagramKind.IKE
        && LivenessProbe.isAnswer(datagram.position(NatTraversal.MARKER_LENGTH), spi);
  }
}
