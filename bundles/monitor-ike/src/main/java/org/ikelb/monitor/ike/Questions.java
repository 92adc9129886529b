package org.ikelb.monitor.ike;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;

/** The questions to all ports of one gateway, waited for together. Used by one thread. */
final class Questions implements Closeable {
  private static final int ANY_PORT = 0;

  private final Selector selector;
  private final List<Question> questions = new ArrayList<>();

  private Questions(Selector selector) {
    this.selector = selector;
  }

  /**
   * Opens a socket for each port. The kernel chooses the source ports, from its ephemeral range:
   * from 500 a gateway would expect messages without a marker even on 4500.
   */
  static Questions open(ProbeTarget target, RandomGenerator random) throws IOException {
    Questions opened = new Questions(Selector.open());
    try {
      for (Port port : target.ports()) {
        opened.add(target, port, random.nextLong() | 1);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void add(ProbeTarget target, Port port, long spi) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      if (target.source().isPresent()) {
        channel.bind(new InetSocketAddress(target.source().get(), ANY_PORT));
      }
      channel.connect(new InetSocketAddress(target.address(), port.number()));
      Question question = new Question(port, channel, spi);
      channel.register(selector, SelectionKey.OP_READ, question);
      questions.add(question);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Asks, asks again at half of the time those who have not answered (UDP loses datagrams), and
   * returns when all have answered, one is refused, or the time is over.
   *
   * @param start when the time began
   */
  void askAndWait(long start, Duration timeout) throws IOException, InterruptedException {
    ask();
    waitUntil(start + timeout.toNanos() / 2);
    ask();
    waitUntil(start + timeout.toNanos());
  }

  private void ask() throws IOException {
    for (Question question : questions) {
      if (!isSettled() && question.state() == Question.State.WAITING) {
        question.ask();
      }
    }
  }

  private void waitUntil(long deadline) throws IOException, InterruptedException {
    while (!isSettled()) {
      long millis = Math.floorDiv(deadline - System.nanoTime() + 999_999, 1_000_000);
      if (millis <= 0) {
        return;
      }
      selector.select(millis);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a gateway");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        ((Question) key.attachment()).readAnswers();
      }
      selector.selectedKeys().clear();
    }
  }

  private boolean isSettled() {
    return questions.stream().anyMatch(question -> question.state() == Question.State.REFUSED)
        || questions.stream().allMatch(question -> question.state() == Question.State.ANSWERED);
  }

  /** {@code "500"}, {@code "500 and 4500"}, or nothing. */
  String portsIn(Question.State state) {
    return questions.stream()
        .filter(question -> question.state() == state)
        .map(question -> String.valueOf(question.port().number()))
        .collect(Collectors.joining(" and "));
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
