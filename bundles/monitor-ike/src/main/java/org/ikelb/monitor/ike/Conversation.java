package org.ikelb.monitor.ike;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Payload.Notify;
import org.ikelb.ike.SampleHandshake;
import org.ikelb.spi.ProbeTarget.Port;

/**
 * The question to one port, and what came of it. A cookie that is asked for is sent at once:
 *
 * <pre>
 *             ask             COOKIE             any other answer
 *  (waiting) -----> (waiting) ------> (returned) ----------------> CROWDED
 *                     |   |               | silence to the end --> FULL
 *                     |   | any other answer --------------------> ANSWERS, OTHER_POLICY, ...
 *                     | silence to the end ----------------------> SILENT
 * </pre>
 *
 * <p>Used by one thread.
 */
final class Conversation {
  private static final int RECEIVE_BUFFER = 2048;

  /** One for the question, one for its repetition: nobody is to be kept busy with cookies. */
  private static final int MAX_COOKIES = 2;

  private final Port port;
  private final DatagramChannel channel;
  private final Question question;
  private final Transcript transcript;
  private Optional<ByteBuffer> withCookie = Optional.empty();
  private int cookies;
  private Optional<Finding> outcome = Optional.empty();

  /**
   * @param channel connected to the port, not blocking; closed by whoever opened it
   */
  Conversation(Port port, DatagramChannel channel, Question question, Transcript transcript) {
    this.port = port;
    this.channel = channel;
    this.question = question;
    this.transcript = transcript;
  }

  Port port() {
    return port;
  }

  boolean isSettled() {
    return outcome.isPresent();
  }

  /** What is known if no more comes. */
  Finding finding() {
    return outcome.orElse(withCookie.isPresent() ? Finding.FULL : Finding.SILENT);
  }

  void ask() throws IOException {
    if (question.kind() == ProbeKind.LIVENESS) {
      send(question.liveness());
    } else {
      send(question.readiness());
    }
  }

  /** Datagrams get lost, and not every gateway answers every question. */
  void askAgain() throws IOException {
    if (withCookie.isPresent()) {
      send(withCookie.get());
      return;
    }
    ask();
    if (question.kind() == ProbeKind.ANY) {
      send(question.liveness());
    }
  }

  private void send(ByteBuffer message) throws IOException {
    if (isSettled()) {
      return;
    }
    try {
      channel.write(port.natT() ? NatTraversal.withMarker(message) : message.duplicate());
      transcript.sent(port.number(), message);
    } catch (PortUnreachableException e) {
      settle(Finding.REFUSED);
    }
  }

  /** Looks through all that has come. */
  void readAnswers() throws IOException {
    ByteBuffer datagram = ByteBuffer.allocate(RECEIVE_BUFFER);
    try {
      while (!isSettled() && channel.read(datagram.clear()) > 0) {
        accept(datagram.flip());
      }
    } catch (PortUnreachableException e) {
      settle(Finding.REFUSED);
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      settle(Finding.UNREACHABLE);
    }
  }

  private void settle(Finding unanswered) {
    outcome = Optional.of(unanswered);
    transcript.failed(port.number(), "ICMP error, " + unanswered.words() + " this port");
  }

  private void accept(ByteBuffer datagram) throws IOException {
    if (port.natT() && NatTraversal.kindOf(datagram) == DatagramKind.IKE) {
      datagram.position(NatTraversal.MARKER_LENGTH);
    } else if (port.natT()) {
      transcript.failed(port.number(), datagram.remaining() + " bytes without a marker");
      return;
    }
    transcript.received(port.number(), datagram);
    Optional<IkeMessage> answer =
        question.isAnsweredBy(datagram) ? IkeMessage.read(datagram) : Optional.empty();
    if (answer.isPresent()) {
      Optional<Notify> cookie = answer.get().notification(NotifyType.COOKIE);
      if (cookie.isPresent() && question.kind() != ProbeKind.LIVENESS) {
        returnCookie(cookie.get().data());
      } else {
        outcome = findingOf(answer.get());
      }
    }
  }

  private void returnCookie(Octets cookie) throws IOException {
    if (cookies < MAX_COOKIES) {
      cookies++;
      ByteBuffer message = SampleHandshake.withCookie(question.readiness(), cookie.toArray());
      withCookie = Optional.of(message);
      send(message);
    }
  }

  /** Empty if the answer settles nothing. */
  private Optional<Finding> findingOf(IkeMessage answer) {
    if (question.kind() == ProbeKind.LIVENESS) {
      return Optional.of(Finding.ANSWERS);
    }
    if (answer.notification(NotifyType.NO_PROPOSAL_CHOSEN).isPresent()) {
      return Optional.of(question.mustTake() ? Finding.WRONG_POLICY : Finding.OTHER_POLICY);
    }
    if (answer.notification(NotifyType.INVALID_MAJOR_VERSION).isPresent()) {
      // Also a full gateway answers the liveness question.
      return withCookie.isPresent() ? Optional.empty() : Optional.of(Finding.LIVENESS_ONLY);
    }
    return Optional.of(withCookie.isPresent() ? Finding.CROWDED : Finding.ANSWERS);
  }
}
