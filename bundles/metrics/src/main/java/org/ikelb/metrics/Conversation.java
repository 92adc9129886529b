package org.ikelb.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection: a request is read, answered, and that is all. What a client sends beyond is read
 * until it closes, for else the answer could be lost.
 *
 * <p>For the server's thread only; it never blocks.
 */
final class Conversation {
  private static final int LONGEST_HEAD = 8 * 1024;

  private final SocketChannel channel;
  private final InetAddress client;
  private final MetricsAnswers answers;
  private final long sinceNanos;
  private final ByteBuffer read = ByteBuffer.allocate(LONGEST_HEAD);
  private ByteBuffer toWrite = ByteBuffer.allocate(0);
  private boolean answered;

  Conversation(SocketChannel channel, MetricsAnswers answers, long nowNanos) throws IOException {
    this.channel = channel;
    this.client = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    this.answers = answers;
    this.sinceNanos = nowNanos;
  }

  InetAddress client() {
    return client;
  }

  /** How long it has gone on. */
  long age(long nowNanos) {
    return nowNanos - sinceNanos;
  }

  /** Goes on as far as it can; false once it is over. */
  boolean goOn(SelectionKey key) throws IOException {
    if (key.isReadable() && !hear()) {
      return false;
    }
    if (toWrite.hasRemaining()) {
      channel.write(toWrite);
      if (!toWrite.hasRemaining()) {
        channel.shutdownOutput();
      }
    }
    key.interestOps(
        toWrite.hasRemaining()
            ? SelectionKey.OP_WRITE
            : SelectionKey.OP_READ); // not both: who sends on and on is not read on and on
    return true;
  }

  /** False at the end. */
  private boolean hear() throws IOException {
    if (answered) {
      return channel.read(read.clear()) >= 0;
    }
    if (channel.read(read) < 0) {
      return false;
    }
    int end = RequestHead.end(read.array(), read.position());
    if (end >= 0) {
      answer(answers.to(RequestHead.parse(read.array(), end)));
    } else if (!read.hasRemaining()) {
      answer(MetricsAnswers.tooLong());
    }
    return true;
  }

  private void answer(ByteBuffer answer) {
    answered = true;
    toWrite = answer;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }
}
