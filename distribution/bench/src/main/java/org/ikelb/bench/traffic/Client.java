package org.ikelb.bench.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * A VPN client: one session, whose steps it takes one after the other.
 *
 * <p>Used on the event loop of its channels, once they are set.
 */
@Sharable
final class Client extends ChannelInboundHandlerAdapter {
  /** Who wants to know of the ESP that comes back. */
  interface EspListener {
    void esp(int bytes);

    void batchDone();
  }

  private static final EspListener NOBODY =
      new EspListener() {
        @Override
        public void esp(int bytes) {}

        @Override
        public void batchDone() {}
      };

  private final Random random;
  private final long initiatorSpi;
  private final int espSpi;
  private final Channel[] channels = new Channel[2];
  private EspListener listener = NOBODY;
  private Iterator<Step> steps = List.<Step>of().iterator();
  private Step step = Step.ESP;
  private Runnable whenDone = () -> {};
  private boolean waiting;
  private long responderSpi;
  private int messageId;

  /**
   * @param espSpi of all its ESP, 256 or above
   * @param random where its SPI and nonces come from
   */
  Client(int espSpi, Random random) {
    this.random = random;
    this.initiatorSpi = random.nextLong() | 1;
    this.espSpi = espSpi;
  }

  /** Sends IKE_SA_INIT on the first and all else on the second; both may be one. */
  void use(Channel first, Channel second) {
    channels[0] = first;
    channels[1] = second;
  }

  /** The channel of its ESP. */
  Channel channel() {
    return channels[1];
  }

  int espSpi() {
    return espSpi;
  }

  void tell(EspListener newListener) {
    listener = newListener;
  }

  /** Takes these steps, and then says so. */
  void begin(List<Step> all, Runnable done) {
    steps = all.iterator();
    whenDone = done;
    next();
  }

  private void next() {
    waiting = steps.hasNext();
    if (waiting) {
      step = steps.next();
      send();
    } else {
      whenDone.run();
    }
  }

  /** Sends what it waits to be answered, the first time or again. */
  void send() {
    Channel channel = step == Step.SA_INIT ? channels[0] : channels[1];
    boolean marked = step != Step.SA_INIT || channels[0].equals(channels[1]);
    ByteBuf datagram =
        switch (step) {
          case SA_INIT -> IkeBytes.saInit(initiatorSpi, random);
          case AUTH -> request(IkeBytes.AUTH);
          case LIVENESS -> request(IkeBytes.INFORMATIONAL);
          case ESP -> IkeBytes.esp(espSpi, 100, 1);
        };
    boolean ike = step != Step.ESP;
    Udp.write(channel, ike && marked ? IkeBytes.marked(datagram) : datagram);
    channel.flush();
  }

  private ByteBuf request(int exchange) {
    return IkeBytes.protectedRequest(initiatorSpi, responderSpi, exchange, messageId);
  }

  /** The step it waits in, for the one who has to say that it failed. */
  Step step() {
    return step;
  }

  boolean waits() {
    return waiting;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf content =
        message instanceof DatagramPacket packet ? packet.content() : (ByteBuf) message;
    boolean onFirst = context.channel().equals(channels[0]) && !channels[0].equals(channels[1]);
    if (onFirst || IkeBytes.isMarked(content)) {
      ike(content, onFirst ? 0 : 4);
    } else if (waiting && step == Step.ESP) {
      next();
    } else {
      listener.esp(content.readableBytes());
    }
    content.release();
  }

  private void ike(ByteBuf answer, int offset) {
    boolean mine = waiting && step != Step.ESP && IkeBytes.messageId(answer, offset) == messageId;
    if (mine && IkeBytes.initiatorSpi(answer, offset) == initiatorSpi) {
      responderSpi = IkeBytes.responderSpi(answer, offset);
      messageId++;
      next();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    listener.batchDone();
  }

  /** The balancer's port is closed: the step is taken again, or what was sent counts as lost. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
