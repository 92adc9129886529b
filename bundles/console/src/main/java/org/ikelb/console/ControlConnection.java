package org.ikelb.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ikelb.console.output.Output;

/**
 * A client of the control socket: its requests, and the answers on their way back.
 *
 * <p>Requests are read by one thread; any thread may write.
 */
final class ControlConnection {
  private final SocketChannel channel;
  private final ScheduledExecutorService deadlines;
  private final ControlServer.Limits limits;
  private final ByteBuffer received;

  ControlConnection(
      SocketChannel channel, ScheduledExecutorService deadlines, ControlServer.Limits limits) {
    this.channel = channel;
    this.deadlines = deadlines;
    this.limits = limits;
    this.received = ByteBuffer.allocate(limits.requestBytes() + 1);
  }

  /** The first request, which has to come soon. */
  List<String> first() throws IOException, ControlRequest.Malformed {
    Future<?> deadline = closeAfter(limits.requestTime());
    try {
      return next()
          .orElseThrow(
              () -> new ControlRequest.Malformed("the request does not end with a line feed"));
    } finally {
      deadline.cancel(false);
    }
  }

  /** Waits for the next request, as long as it takes; empty: there will be none. */
  Optional<List<String>> next() throws IOException, ControlRequest.Malformed {
    int from = 0;
    while (true) {
      for (int i = from; i < received.position(); i++) {
        if (received.get(i) == '\n') {
          return Optional.of(ControlRequest.parse(take(i)));
        }
      }
      from = received.position();
      if (!received.hasRemaining()) {
        throw new ControlRequest.Malformed(
            "the request is longer than " + limits.requestBytes() + " bytes");
      }
      if (channel.read(received) < 0) {
        return Optional.empty();
      }
    }
  }

  private String take(int end) {
    String line = new String(received.array(), 0, end, StandardCharsets.UTF_8);
    received.flip().position(end + 1);
    received.compact();
    return line;
  }

  /** Writes an answer to its end. */
  void write(Output output) throws IOException {
    StringBuilder text = new StringBuilder();
    output.out().forEach(line -> append(text, 'o', line));
    output.err().forEach(line -> append(text, 'e', line));
    append(text, 'x', String.valueOf(output.exit()));
    write(text);
  }

  /** Writes a line of an answer that goes on. */
  void write(char kind, String line) throws IOException {
    StringBuilder text = new StringBuilder();
    append(text, kind, line);
    write(text);
  }

  /** A stream whose lines are marked so; what follows the last line feed waits for one. */
  OutputStream stream(char kind) {
    return new OutputStream() {
      private final ByteArrayOutputStream line = new ByteArrayOutputStream();

      @Override
      public synchronized void write(int b) throws IOException {
        if (b == '\n') {
          ControlConnection.this.write(kind, line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(b);
        }
      }
    };
  }

  private synchronized void write(CharSequence text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    Future<?> deadline = closeAfter(limits.answerTime());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } finally {
      deadline.cancel(false);
    }
  }

  /** Closing with unread input would reset the connection, which a reader to its end would see. */
  void discardRest() throws IOException {
    channel.configureBlocking(false);
    ByteBuffer rest = ByteBuffer.allocate(16 * 1024);
    for (int reads = 0; reads < 16 && channel.read(rest) > 0; reads++) {
      rest.clear();
    }
  }

  private static void append(StringBuilder text, char kind, String line) {
    line.lines().forEach(part -> text.append(kind).append(part).append('\n'));
    if (line.isEmpty()) {
      text.append(kind).append('\n');
    }
  }

  /** Closing the channel ends a read or write that another thread waits in. */
  private Future<?> closeAfter(Duration time) {
    return deadlines.schedule(
        () -> {
          channel.close();
          return null;
        },
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
