package org.ikelb.acceptance.crowd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many clients behind one address that log in at once, each from a port of its own. Who gets no
 * answer asks again after a second.
 *
 * <p>For one test thread.
 */
public final class Office implements AutoCloseable {
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_SPI = 0x0200_0000_0000_0000L;
  private static final int[] EXCHANGES = {Wire.IKE_SA_INIT, Wire.IKE_AUTH, Wire.INFORMATIONAL};

  private final InetSocketAddress natT;
  private final String address;
  private final Selector selector;
  private final List<Client> clients = new ArrayList<>();
  private int loggedIn;

  /**
   * Nobody dials yet.
   *
   * @param natT where they dial
   * @param address that they share
   */
  public Office(InetSocketAddress natT, String address) throws IOException {
    this.natT = natT;
    this.address = address;
    this.selector = Selector.open();
  }

  /** The first request of somebody who is none of them. */
  public static byte[] greeting(int number) {
    return Wire.request(~FIRST_SPI - number, 0, Wire.IKE_SA_INIT, 0);
  }

  /** One of them, and what it waits for an answer to. */
  private final class Client {
    private final DatagramChannel channel;
    private final long spi;
    private byte[] request;
    private long dueNanos;
    private int step;

    Client(int number, long firstNanos) throws IOException {
      channel = DatagramChannel.open();
      channel.bind(new InetSocketAddress(address, 0)).connect(natT);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      spi = FIRST_SPI | number + 1;
      request = Wire.request(spi, 0, Wire.IKE_SA_INIT, 0);
      dueNanos = firstNanos;
    }

    boolean isIn() {
      return step == EXCHANGES.length;
    }

    void askIfDue(long nowNanos) throws IOException {
      if (!isIn() && nowNanos - dueNanos >= 0) {
        ask(nowNanos);
      }
    }

    private void ask(long nowNanos) throws IOException {
      channel.write(ByteBuffer.wrap(request));
      dueNanos = nowNanos + AGAIN_NANOS;
    }

    void hear(byte[] answer, long nowNanos) throws IOException {
      if (isIn() || Wire.exchange(ByteBuffer.wrap(answer)) != EXCHANGES[step]) {
        return; // of a request that was sent twice
      }
      if (step == 0 && Wire.asksForCookie(answer)) {
        request = Wire.withCookie(Wire.request(spi, 0, Wire.IKE_SA_INIT, 0), answer);
        ask(nowNanos);
        return;
      }
      step++;
      if (isIn()) {
        loggedIn++;
        return;
      }
      request = Wire.request(spi, Wire.spiR(answer), EXCHANGES[step], step);
      ask(nowNanos);
    }
  }

  /**
   * So many log in.
   *
   * @param within the last of them begins after so long
   * @param patience they are given up after so long
   * @return how many are in
   */
  public int dial(int count, Duration within, Duration patience) throws IOException {
    long begun = System.nanoTime();
    for (int number = 0; number < count; number++) {
      clients.add(new Client(number, begun + within.toNanos() * number / count));
    }
    while (loggedIn < count && System.nanoTime() - begun < patience.toNanos()) {
      long now = System.nanoTime();
      for (Client client : clients) {
        client.askIfDue(now);
      }
      selector.select(5);
      for (SelectionKey key : selector.selectedKeys()) {
        read((Client) key.attachment());
      }
      selector.selectedKeys().clear();
    }
    return loggedIn;
  }

  private static void read(Client client) throws IOException {
    ByteBuffer received = ByteBuffer.allocate(256);
    while (client.channel.read(received.clear()) > 0) {
      client.hear(Arrays.copyOf(received.array(), received.position()), System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.channel.close();
    }
    selector.close();
  }
}
