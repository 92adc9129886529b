package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * A client's datagram that is handled later than it came, or on another loop.
 *
 * @param memory what it lies in; this one's until it is released
 * @param index where in the memory
 * @param bytes its length
 * @param fromLoop the loop it came to
 * @param listenAddress the id of the address it came to
 * @param client where it came from
 */
record HandedOver(
    ByteBuf memory,
    int index,
    int bytes,
    int fromLoop,
    int listenAddress,
    InetSocketAddress client) {
  void release() {
    memory.release();
  }
}
