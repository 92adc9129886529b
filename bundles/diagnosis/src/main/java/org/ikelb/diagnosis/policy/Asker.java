package org.ikelb.diagnosis.policy;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.text.AddressText;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.LivenessProbe;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Payload;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.ReadinessProbe;
import org.ikelb.ike.SampleHandshake;
import org.ikelb.spi.ProbeTarget;

/**
 * Asks one port of a gateway one question after the other, each a {@link ReadinessProbe}: of none
 * can an SA come, half-open or not. Never faster than it may, and never more than it may.
 *
 * <p>Used by one thread; blocks.
 */
final class Asker implements Closeable {
  private static final int ANY_PORT = 0;
  private static final int RANDOM_BYTES = 36;
  private static final int LONGEST_ANSWER = 2048;

  /** Nobody is to be kept busy with cookies. */
  private static final int MOST_COOKIES = 2;

  private static final int MOST_NAMED = 3;

  private final DatagramSocket socket;
  private final ProbeTarget.Port port;
  private final AskingLimits limits;
  private final long end;
  // The answer is known by its SPI: nobody should be able to guess it.
  private final SecureRandom random = new SecureRandom();
  private long mayAskAt = System.nanoTime();
  private int silent;
  private int datagrams;
  private long bytes;
  private int answers;

  private Asker(DatagramSocket socket, ProbeTarget.Port port, AskingLimits limits) {
    this.socket = socket;
    this.port = port;
    this.limits = limits;
    this.end = System.nanoTime() + limits.time().toNanos();
  }

  /**
   * Opens a socket. The kernel chooses its port, from its ephemeral range: from 500 a gateway would
   * expect messages without a marker even on 4500.
   */
  static Asker open(ProbeTarget target, ProbeTarget.Port port, AskingLimits limits)
      throws IOException {
    InetSocketAddress from =
        target
            .source()
            .map(source -> new InetSocketAddress(source, ANY_PORT))
            .orElseGet(() -> new InetSocketAddress(ANY_PORT));
    DatagramSocket socket = new DatagramSocket(from);
    try {
      socket.connect(new InetSocketAddress(target.address(), port.number()));
      return new Asker(socket, port, limits);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether it takes any of these; numbered from 1 in their order. */
  Reply ask(List<Proposal> proposals) throws IOException, InterruptedException {
    if (silent >= limits.silent()) {
      return Reply.unknown("it left " + silent + " questions in a row without an answer");
    }
    if (datagrams >= limits.datagrams() || System.nanoTime() - end > 0) {
      return Reply.unknown("it was not asked all: it took too long, or too many questions");
    }
    Question question = new Question(proposals);
    Optional<Reply> reply = Optional.empty();
    for (int i = 0; i < limits.attempts() && reply.isEmpty(); i++) {
      reply = question.attempt();
    }
    silent = reply.isPresent() ? 0 : silent + 1;
    return reply.orElseGet(question::unanswered);
  }

  /** What was sent so far. */
  GatewayPolicy.Sent sent() {
    InetAddress from = socket.getLocalAddress();
    return new GatewayPolicy.Sent(AddressText.of(from), datagrams, bytes, answers);
  }

  @Override
  public void close() {
    socket.close();
  }

  /** One question, until it is answered. */
  private final class Question {
    private final long spi = random.nextLong() | 1;
    private final ByteBuffer first;
    private ByteBuffer message;
    private int cookies;

    Question(List<Proposal> proposals) {
      byte[] bytes = new byte[RANDOM_BYTES];
      random.nextBytes(bytes);
      this.first = ReadinessProbe.question(spi, proposals, Octets.of(bytes));
      this.message = first;
    }

    /** Sends it, and waits; empty: in vain. */
    Optional<Reply> attempt() throws IOException, InterruptedException {
      try {
        send();
        long deadline = System.nanoTime() + limits.timeout().toNanos();
        for (long left = left(deadline); left > 0; left = left(deadline)) {
          socket.setSoTimeout((int) left);
          Optional<Reply> reply = receive();
          if (reply.isPresent()) {
            return reply;
          }
        }
        return Optional.empty();
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      } catch (PortUnreachableException e) {
        return Optional.empty(); // said again by each attempt; silence says no less
      }
    }

    private static long left(long deadline) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a gateway");
      }
      return Math.floorDiv(deadline - System.nanoTime() + 999_999, 1_000_000);
    }

    private void send() throws IOException, InterruptedException {
      long wait = mayAskAt - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait).toMillis() + 1);
      }
      mayAskAt = System.nanoTime() + limits.pause().toNanos();
      ByteBuffer datagram = port.natT() ? NatTraversal.withMarker(message) : message;
      byte[] payload = Octets.copyOf(datagram, 0, datagram.remaining()).toArray();
      socket.send(new DatagramPacket(payload, payload.length));
      datagrams++;
      bytes += payload.length;
    }

    private Optional<Reply> receive() throws IOException, InterruptedException {
      DatagramPacket packet = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
      socket.receive(packet);
      ByteBuffer datagram = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
      if (port.natT()) {
        if (NatTraversal.kindOf(datagram) != DatagramKind.IKE) {
          return Optional.empty();
        }
        datagram.position(NatTraversal.MARKER_LENGTH);
      }
      Optional<IkeMessage> answer =
          LivenessProbe.isAnswer(datagram, spi) ? IkeMessage.read(datagram) : Optional.empty();
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      answers++;
      return understand(answer.get());
    }

    /** Empty: it settles nothing yet. */
    private Optional<Reply> understand(IkeMessage answer) throws IOException, InterruptedException {
      Optional<Payload.Notify> cookie = answer.notification(NotifyType.COOKIE);
      if (cookie.isPresent()) {
        if (cookies < MOST_COOKIES) {
          cookies++;
          message = SampleHandshake.withCookie(first, cookie.get().data().toArray());
          send();
        }
        return Optional.empty();
      }
      if (answer.notification(NotifyType.INVALID_KE_PAYLOAD).isPresent()) {
        return Optional.of(Reply.ACCEPTED);
      }
      if (answer.notification(NotifyType.NO_PROPOSAL_CHOSEN).isPresent()) {
        return Optional.of(Reply.REFUSED);
      }
      String said =
          answer
              .payloads(Payload.Notify.class)
              .limit(MOST_NAMED)
              .map(notify -> NotifyType.nameOf(notify.notifyType()))
              .collect(Collectors.joining(", "));
      return Optional.of(
          Reply.unknown("it answered with " + (said.isEmpty() ? "no notification" : said)));
    }

    Reply unanswered() {
      return Reply.unknown(
          cookies == 0
              ? "it did not answer"
              : "it asked for its cookie and was silent when it got it: it takes no new sessions now");
    }
  }
}
