package org.ikelb.listener.udp;

import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.dataplane.Relay.SendFailure;

/**
 * One virtual server's address on one loop.
 *
 * <p>Used on its loop only.
 */
final class ListenSocket extends LoopSocket {
  private int id;

  ListenSocket(Loop loop, DatagramChannel channel, Reading reading, int id) {
    super(loop, channel, reading);
    this.id = id;
  }

  /** Core's number for the address. */
  int id() {
    return id;
  }

  void renumber(int newId) {
    id = newId;
  }

  @Override
  void received(InetSocketAddress sender, ByteBuffer datagram) {
    loop().relay().fromClient(id, sender, datagram);
  }

  @Override
  void receivedCut() {
    loop().relay().truncatedFromClient(id);
  }

  @Override
  void overflowed(int datagrams) {
    loop().relay().overflowedFromClients(id, datagrams);
  }

  @Override
  void failed(Sending sending, Throwable cause) {
    if (sending.canBeTriedAgain() && SendFailures.isAboutTrains(cause) && channel().isActive()) {
      sendSingly(sending);
    } else {
      lost(sending, SendFailures.of(cause));
    }
  }

  @Override
  boolean triesAgain() {
    return false;
  }

  @Override
  void notSent(int bytes, SendFailure failure) {
    loop().relay().notSentToClient(id, bytes, failure);
  }
}
