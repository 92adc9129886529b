package org.ikelb.monitor.ike;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.LivenessProbe;
import org.ikelb.ike.NatTraversal;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;

/**
 * Asks one port the liveness question with a socket that takes answers from anywhere.
 *
 * <p>Stateless and thread-safe.
 */
final class Elsewhere {
  private static final int RECEIVE_BUFFER = 2048;

  /** Where an answer came from. */
  enum From {
    THERE("from where it was asked"),
    OTHER_PORT("from another port"),
    OTHER_ADDRESS("from another address"),
    NOWHERE("no answer");

    private final String words;

    From(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private Elsewhere() {}

  static From ask(ProbeTarget target, Port port, Question question, Duration patience)
      throws IOException, InterruptedException {
    InetSocketAddress asked = new InetSocketAddress(target.address(), port.number());
    try (DatagramChannel channel = DatagramChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (target.source().isPresent()) {
        channel.bind(new InetSocketAddress(target.source().get(), 0));
      }
      channel.register(selector, SelectionKey.OP_READ);
      ByteBuffer message = question.liveness();
      channel.send(port.natT() ? NatTraversal.withMarker(message) : message, asked);
      long deadline = System.nanoTime() + patience.toNanos();
      while (deadline - System.nanoTime() > 0) {
        selector.select(1 + (deadline - System.nanoTime()) / 1_000_000);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting for a gateway");
        }
        ByteBuffer datagram = ByteBuffer.allocate(RECEIVE_BUFFER);
        InetSocketAddress sender = (InetSocketAddress) channel.receive(datagram);
        if (sender != null && isAnswer(datagram.flip(), port, question)) {
          return from(sender, asked);
        }
      }
      return From.NOWHERE;
    }
  }

  private static boolean isAnswer(ByteBuffer datagram, Port port, Question question) {
    if (port.natT() && NatTraversal.kindOf(datagram) == DatagramKind.IKE) {
      datagram.position(NatTraversal.MARKER_LENGTH);
    }
    return LivenessProbe.isAnswer(datagram, question.spi());
  }

  private static From from(InetSocketAddress sender, InetSocketAddress asked) {
    if (!sender.getAddress().equals(asked.getAddress())) {
      return From.OTHER_ADDRESS;
    }
    return sender.getPort() == asked.getPort() ? From.THERE : From.OTHER_PORT;
  }
}
