package org.ikelb.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/**
 * A simulated VPN gateway: a {@link DemoResponder} behind two UDP sockets. It can die, which closes
 * its ports, and start again, knowing nobody.
 *
 * <p>Runs on a thread of its own while it is up. {@link #start} and {@link #die} are called by one
 * thread.
 */
final class DemoGateway implements AutoCloseable {
  private static final int LARGEST_DATAGRAM = 65_535;

  private final String name;
  private final InetSocketAddress ike;
  private final InetSocketAddress natT;
  private final DemoResponder responder;
  private Optional<Running> running = Optional.empty();

  private record Running(Selector selector, Thread thread) {}

  /**
   * @param name as in the topology
   * @param ike where it answers IKE
   * @param natT where it answers marked IKE and ESP
   */
  DemoGateway(String name, InetSocketAddress ike, InetSocketAddress natT) {
    this.name = name;
    this.ike = ike;
    this.natT = natT;
    this.responder = new DemoResponder(ike);
  }

  String name() {
    return name;
  }

  /** Whether the client that opened the IKE SA with this SPI is connected here. */
  boolean serves(long initiatorSpi) {
    return responder.serves(initiatorSpi);
  }

  /**
   * Opens both ports and answers from now on.
   *
   * @throws IOException if a port cannot be opened; then none is
   */
  void start() throws IOException {
    Selector selector = Selector.open();
    try {
      listen(selector, ike, responder::answerIke);
      listen(selector, natT, responder::answerNatT);
    } catch (IOException e) {
      close(selector);
      throw new IOException("demo gateway " + name + ": " + e.getMessage(), e);
    }
    Thread thread = new Thread(() -> serve(selector), "demo-gateway-" + name);
    thread.setDaemon(true);
    thread.start();
    running = Optional.of(new Running(selector, thread));
  }

  /** Closes both ports at once, as when the process dies; clients are told nothing. */
  void die() throws InterruptedException {
    if (running.isPresent()) {
      close(running.get().selector);
      running.get().thread.join();
      running = Optional.empty();
      responder.forgetAll();
    }
  }

  @Override
  public void close() {
    running.ifPresent(it -> close(it.selector));
  }

  /** What a port answers. */
  private interface Port {
    Optional<ByteBuffer> answer(InetSocketAddress from, ByteBuffer datagram);
  }

  private static void listen(Selector selector, InetSocketAddress address, Port port)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, port);
    try {
      channel.bind(address);
    } catch (IOException e) {
      throw new IOException("cannot open UDP " + address + ": " + e.getMessage(), e);
    }
  }

  private static void serve(Selector selector) {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
    try {
      while (true) {
        selector.select(key -> answerOne(key, buffer));
      }
    } catch (ClosedSelectorException e) {
      return; // it died, as it was told
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answerOne(SelectionKey key, ByteBuffer buffer) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    Port port = (Port) key.attachment();
    try {
      InetSocketAddress from = (InetSocketAddress) channel.receive(buffer.clear());
      if (from != null) {
        Optional<ByteBuffer> answer = port.answer(from, buffer.flip());
        if (answer.isPresent()) {
          channel.send(answer.get(), from);
        }
      }
    } catch (ClosedChannelException e) {
      key.cancel();
    } catch (IOException e) {
      return; // the answer is lost, as it can be on any network
    }
  }

  private static void close(Selector selector) {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
