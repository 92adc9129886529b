package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * A client's datagram that is handled later than it came, or on another loop.
 *
 * @param datagram the datagram; this one's until it is released
 * @param fromLoop the loop it came to
 * @param listenAddress the id of the address it came to
 * @param client where it came from
 */
record HandedOver(ByteBuf datagram, int fromLoop, int listenAddress, InetSocketAddress client) {
  int bytes() {
    return datagram.readableBytes();
  }

  void release() {
    datagram.release();
  }
}
