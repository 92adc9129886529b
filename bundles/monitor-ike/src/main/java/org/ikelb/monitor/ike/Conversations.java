package org.ikelb.monitor.ike;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;

/** The questions to all ports of one gateway, waited for together. Used by one thread. */
final class Conversations implements Closeable {
  private static final int ANY_PORT = 0;

  private final Selector selector;
  private final Transcript transcript;
  private final List<Conversation> conversations = new ArrayList<>();

  private Conversations(Selector selector, Transcript transcript) {
    this.selector = selector;
    this.transcript = transcript;
  }

  /**
   * Opens a socket for each port. The kernel chooses the source ports, from its ephemeral range:
   * from 500 a gateway would expect messages without a marker even on 4500.
   *
   * @param questions makes one for each port
   */
  static Conversations open(ProbeTarget target, Supplier<Question> questions, Transcript transcript)
      throws IOException {
    Conversations opened = new Conversations(Selector.open(), transcript);
    try {
      for (Port port : target.ports()) {
        opened.add(target, port, questions.get());
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void add(ProbeTarget target, Port port, Question question) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      if (target.source().isPresent()) {
        channel.bind(new InetSocketAddress(target.source().get(), ANY_PORT));
      }
      channel.connect(new InetSocketAddress(target.address(), port.number()));
      Conversation conversation = new Conversation(port, channel, question, transcript);
      channel.register(selector, SelectionKey.OP_READ, conversation);
      conversations.add(conversation);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Asks, asks again at half of the time where nothing is known yet, and returns when all is known
   * or the time is over.
   *
   * @param start when the time began
   */
  void run(long start, Duration timeout) throws IOException, InterruptedException {
    for (Conversation conversation : conversations) {
      conversation.ask();
    }
    waitUntil(start + timeout.toNanos() / 2);
    for (Conversation conversation : conversations) {
      if (!conversation.isSettled()) {
        conversation.askAgain();
      }
    }
    waitUntil(start + timeout.toNanos());
  }

  private void waitUntil(long deadline) throws IOException, InterruptedException {
    while (!conversations.stream().allMatch(Conversation::isSettled)) {
      long millis = Math.floorDiv(deadline - System.nanoTime() + 999_999, 1_000_000);
      if (millis <= 0) {
        return;
      }
      selector.select(millis);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a gateway");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        ((Conversation) key.attachment()).readAnswers();
      }
      selector.selectedKeys().clear();
    }
  }

  /** Which ports there are of each finding that there is: {@code "500"}, {@code "500 and 4500"}. */
  Map<Finding, String> findings() {
    return conversations.stream()
        .collect(
            Collectors.groupingBy(
                Conversation::finding,
                () -> new EnumMap<>(Finding.class),
                Collectors.mapping(
                    conversation -> String.valueOf(conversation.port().number()),
                    Collectors.joining(" and "))));
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
