package org.ikelb.listener.udp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import org.ikelb.core.dataplane.Relay.SendFailure;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;

/**
 * A connected socket towards one gateway.
 *
 * <p>An ICMP error reaches a connected socket late: it fails the next read or write, whichever
 * comes first. So the datagram that a write fails with is not the one the error is about, and it is
 * tried once more.
 *
 * <p>Used on its loop only.
 */
final class GatewaySocket extends LoopSocket implements UpstreamSocket {
  private final Upstream upstream;
  private boolean closed;
  private boolean moving;

  GatewaySocket(Loop loop, DatagramChannel channel, Reading reading, Upstream upstream) {
    super(loop, channel, reading);
    this.upstream = upstream;
  }

  /** Whether it is on its way to another loop. On its loop only. */
  boolean isMoving() {
    return moving;
  }

  void setMoving(boolean isMoving) {
    moving = isMoving;
  }

  @Override
  void received(InetSocketAddress gateway, ByteBuffer datagram) {
    if (!closed) {
      loop().relay().fromGateway(upstream, datagram);
    }
  }

  @Override
  void receivedCut() {
    if (!closed) {
      loop().relay().truncatedFromGateway(upstream);
    }
  }

  @Override
  void overflowed(int datagrams) {
    loop().relay().overflowedFromGateway(upstream, datagrams);
  }

  @Override
  void failed(Sending sending, Throwable cause) {
    SendFailure failure = SendFailures.of(cause);
    if (failure == SendFailure.REFUSED && !closed) {
      loop().relay().refused(upstream);
    }
    boolean canBeTriedAgain = sending.canBeTriedAgain() && channel().isActive();
    if (canBeTriedAgain && sending.isTrain() && SendFailures.isAboutTrains(cause)) {
      sendSingly(sending);
    } else if (canBeTriedAgain && isAboutTheOneBefore(failure)) {
      sendAgain(sending);
    } else {
      lost(sending, failure);
    }
  }

  private static boolean isAboutTheOneBefore(SendFailure failure) {
    return failure == SendFailure.REFUSED || failure == SendFailure.UNREACHABLE;
  }

  @Override
  boolean triesAgain() {
    return true;
  }

  @Override
  void notSent(int bytes, SendFailure failure) {
    loop().relay().notSentToGateway(upstream, bytes, failure);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof PortUnreachableException)) {
      super.exceptionCaught(context, cause);
    } else if (!closed) {
      loop().relay().refused(upstream);
    }
  }

  @Override
  public InetSocketAddress localAddress() {
    return channel().localAddress();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      loop().upstreamSockets().gone(this);
      flush();
      countOverflow();
      var unused = channel().close();
    }
  }
}
