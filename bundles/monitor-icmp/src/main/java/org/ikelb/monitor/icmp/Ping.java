package org.ikelb.monitor.icmp;

import com.sun.jna.LastErrorException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.text.AddressText;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;

/** One probe: a request, a second one at half of the time, and the wait. Used by one thread. */
final class Ping {
  /** A native call cannot be interrupted, so it is never longer than this. */
  private static final int LONGEST_WAIT_MILLIS = 100;

  private static final int REQUESTS = 2;

  private final EchoSocket socket;
  private final Echo echo;
  private final InetAddress peer;
  private final long[] sentAt = new long[REQUESTS + 1];
  private final List<String> exchange = new ArrayList<>();
  private int sent;
  private int answered;
  private Optional<String> unreachable = Optional.empty();

  /**
   * @param socket closed by whoever opened it
   */
  Ping(EchoSocket socket, Echo echo, InetAddress peer) {
    this.socket = socket;
    this.echo = echo;
    this.peer = peer;
  }

  /**
   * Asks and waits. An ICMP error does not end the wait: if a reply comes all the same, it counts.
   *
   * @throws LastErrorException if nothing could be sent
   */
  ProbeResult run(Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    for (int sequence = 1; sequence <= REQUESTS && answered == 0; sequence++) {
      request(sequence);
      waitUntil(start + timeout.toNanos() * sequence / REQUESTS);
    }
    Duration latency = Duration.ofNanos(System.nanoTime() - sentAt[Math.max(answered, 1)]);
    if (answered > 0) {
      return new ProbeResult(Verdict.UP, "answers", latency, exchange);
    }
    return new ProbeResult(Verdict.DOWN, unreachable.orElse("no answer"), latency, exchange);
  }

  private void request(int sequence) {
    sentAt[sequence] = System.nanoTime();
    try {
      socket.send(echo.request(sequence));
      sent = sequence;
      note("to", "echo request " + sequence);
    } catch (LastErrorException e) {
      if (sequence == 1) {
        throw e;
      }
      note("to", "echo request " + sequence + " not sent: " + e.getMessage());
    }
  }

  private void waitUntil(long deadline) throws InterruptedException {
    while (answered == 0) {
      long millis = Math.floorDiv(deadline - System.nanoTime() + 999_999, 1_000_000);
      if (millis <= 0) {
        return;
      }
      socket.await((int) Math.min(millis, LONGEST_WAIT_MILLIS));
      if (Thread.interrupted()) {
        throw new InterruptedException("the ping of " + AddressText.of(peer) + " is not wanted");
      }
      readAll();
    }
  }

  private void readAll() {
    try {
      Optional<ByteBuffer> message = socket.receive();
      while (message.isPresent()) {
        accept(message.get());
        message = answered == 0 ? socket.receive() : Optional.empty();
      }
    } catch (LastErrorException e) {
      String reason = Errno.unreachable(e.getErrorCode());
      note("about", reason);
      unreachable = Optional.of(reason);
      socket.clearErrors();
    }
  }

  private void accept(ByteBuffer message) {
    OptionalInt sequence = echo.sequenceOfReply(message, !socket.isRaw());
    if (sequence.isPresent() && sequence.getAsInt() >= 1 && sequence.getAsInt() <= sent) {
      answered = sequence.getAsInt();
      note("from", "echo reply " + answered);
    }
  }

  private void note(String direction, String what) {
    double millis = (System.nanoTime() - sentAt[1]) / 1e6;
    exchange.add(
        String.format(
            Locale.ROOT, "%.1f ms %s %s: %s", millis, direction, AddressText.of(peer), what));
  }
}
