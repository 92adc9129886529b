package org.ikelb.bench.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.ikelb.bench.traffic.Traffic.Answer;

/**
 * A program that stands for the gateways: answers any IKE request on 500 and 4500, and counts or
 * echoes ESP. Its argument is the file of the {@link Tally}.
 */
@Sharable
public final class GatewayProgram extends ChannelInboundHandlerAdapter {
  private final Tally tally;
  private final boolean natTraversal;
  private long unpublished;

  private GatewayProgram(Tally tally, boolean natTraversal) {
    this.tally = tally;
    this.natTraversal = natTraversal;
  }

  /** The program; it runs until it is killed. */
  public static void main(String[] arguments) {
    Tally tally = Tally.in(Path.of(arguments[0]));
    Udp udp = new Udp();
    udp.bound(new InetSocketAddress("0.0.0.0", 500), new GatewayProgram(tally, false));
    udp.bound(new InetSocketAddress("0.0.0.0", 4500), new GatewayProgram(tally, true));
    System.out.println("ready");
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    try {
      ByteBuf content = packet.content();
      if (!natTraversal) {
        answer(context, packet.sender(), content, 0);
      } else if (IkeBytes.isMarked(content)) {
        answer(context, packet.sender(), content, 4);
      } else {
        esp(context, packet.sender(), content);
      }
    } finally {
      packet.release();
    }
  }

  private static void answer(
      ChannelHandlerContext context, InetSocketAddress client, ByteBuf request, int offset) {
    ByteBuf answer = Unpooled.directBuffer(request.readableBytes()).writeBytes(request);
    IkeBytes.answer(answer, offset);
    Udp.write(context.channel(), new DatagramPacket(answer, client));
  }

  private void esp(ChannelHandlerContext context, InetSocketAddress client, ByteBuf content) {
    unpublished += tally.datagrams(content.readableBytes());
    Answer answer = tally.answer();
    int each = tally.datagramBytes();
    if (answer == Answer.ECHO_TRAINS && content.readableBytes() > each) {
      Udp.write(context.channel(), new SegmentedDatagramPacket(content.retain(), each, client));
    } else if (answer != Answer.COUNT) {
      while (content.isReadable()) {
        ByteBuf one = content.readRetainedSlice(Math.min(each, content.readableBytes()));
        Udp.write(context.channel(), new DatagramPacket(one, client));
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    tally.add(unpublished);
    unpublished = 0;
    context.flush();
  }

  /** The balancer has closed its socket: nothing to do for a gateway. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
