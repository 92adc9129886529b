package org.ikelb.bench.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Sends the clients' ESP in turn.
 *
 * <p>Used on the clients' event loop.
 */
final class Pump {
  private final Channel[] channels;
  private final ByteBuf[] contents;
  private final Traffic traffic;
  private int turn;
  private long sent;

  Pump(List<Client> clients, Traffic traffic) {
    this.traffic = traffic;
    this.channels = clients.stream().map(Client::channel).toArray(Channel[]::new);
    this.contents =
        clients.stream()
            .map(client -> IkeBytes.esp(client.espSpi(), traffic.bytes(), traffic.train()))
            .toArray(ByteBuf[]::new);
  }

  /** How many datagrams it has sent. */
  long sent() {
    return sent;
  }

  /** Sends bursts until so many datagrams are on their way. */
  void fill(long onTheirWay) {
    for (long now = onTheirWay; now + traffic.burst() <= traffic.window(); now += traffic.burst()) {
      burst();
    }
  }

  private void burst() {
    Channel channel = channels[turn];
    for (int i = 0; i < traffic.burst(); i += traffic.train()) {
      Udp.write(channel, message(channel, contents[turn]));
    }
    channel.flush();
    sent += traffic.burst();
    turn = turn + 1 == channels.length ? 0 : turn + 1;
  }

  private Object message(Channel channel, ByteBuf content) {
    ByteBuf bytes = content.retainedDuplicate();
    return traffic.train() == 1
        ? bytes
        : new SegmentedDatagramPacket(
            bytes, traffic.bytes(), (InetSocketAddress) channel.remoteAddress());
  }

  void release() {
    for (ByteBuf content : contents) {
      content.release();
    }
  }
}
