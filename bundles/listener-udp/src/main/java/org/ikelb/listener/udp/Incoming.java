package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What comes to one loop, from its sockets or from other loops: shown to the relay one datagram
 * after the other, in batches, and flushed when a batch ends or much has been queued.
 *
 * <p>Used on its loop only.
 */
final class Incoming {
  private final Loop loop;
  private final InHand inHand;
  private final Sockets sockets;
  private final int index;
  private final GuardedRelay relay;
  private final Outgoing outgoing;
  private final ReceiveBuffers buffers;
  private final PutOff putOff = new PutOff();
  private final Slices slices = new Slices(System.nanoTime());
  private boolean willTakeUp;
  private boolean inBatch;
  private boolean stopped;

  /**
   * @param loop complete but for this
   * @param inHand the loop's: holds what is shown, so that the relay's answer is about it
   */
  Incoming(Loop loop, InHand inHand, Sockets sockets) {
    this.loop = loop;
    this.inHand = inHand;
    this.sockets = sockets;
    this.index = loop.index();
    this.relay = loop.relay();
    this.outgoing = loop.outgoing();
    this.buffers = loop.buffers();
  }

  /** Shows no more of what other loops hand over, or what was put off. */
  void stop() {
    stopped = true;
    putOff.close();
  }

  /** A read of the socket brought a datagram, or a train of them. The packet stays the caller's. */
  void received(LoopSocket socket, DatagramPacket packet) {
    if (!inBatch) {
      inBatch = true;
      relay.beginBatch();
    } else if (outgoing.isDue()) {
      loop.flush();
    }
    ByteBuf content = packet.content();
    int bytes = content.readableBytes();
    int segmentBytes = Math.max(1, TrainSlice.segmentBytes(content));
    Reading reading = socket.reading();
    if (reading.watch().isReceivingTrains()) {
      reading.brought(Math.max(1, (bytes + segmentBytes - 1) / segmentBytes));
    }
    reading.watch().received(packet.sender(), bytes);
    if (bytes >= buffers.slotBytes()) {
      socket.receivedCut();
    } else {
      inHand.from(index, buffers.mustCopy());
      show(socket, packet.sender(), content, segmentBytes);
    }
  }

  /** Shows the relay one segment after the other: the whole, if it is no train. */
  private void show(
      LoopSocket socket, InetSocketAddress sender, ByteBuf received, int segmentBytes) {
    ByteBuf memory = ReceiveBuffers.memoryOf(received);
    int first = ReceiveBuffers.indexIn(memory, received);
    int bytes = received.readableBytes();
    ByteBuffer view = memory.internalNioBuffer(first, bytes);
    int start = view.position();
    int done = 0;
    try {
      do {
        int length = Math.min(segmentBytes, bytes - done);
        view.limit(start + done + length).position(start + done);
        inHand.take(memory, first + done, length);
        socket.received(sender, view);
        done += length;
      } while (done < bytes);
    } finally {
      inHand.drop();
    }
  }

  /** The socket has no more to read just now, or others must have their turn. */
  void endBatch(LoopSocket socket) {
    inBatch = false;
    if (!socket.reading().isEmptied()) {
      slices.behind();
    }
    if (socket.channel().isOpen()) {
      // before the flush: a train that came meanwhile would be glued together
      chooseReading(socket);
    }
    loop.flush();
  }

  /** Changes between one train and many datagrams at once, if the moment is right. */
  private void chooseReading(LoopSocket socket) {
    Reading reading = socket.reading();
    TrainWatch watch = reading.watch();
    boolean isMoment = !watch.mustBeEmptied() || reading.isEmptied();
    if (reading.isEmptied()) {
      watch.emptied();
    }
    if (watch.isDue() && isMoment && sockets.receivesTrains()) {
      long now = System.nanoTime();
      if (watch.shouldChange(now)) {
        sockets.receiveTrains(socket.channel(), !watch.isReceivingTrains(), buffers.slotBytes());
        watch.changed(now);
      }
    }
  }

  /** Keeps what is in hand until there is time for it; false if there is no room. */
  boolean putOff(int listenAddress, InetSocketAddress client) {
    boolean hasRoom = !stopped && putOff.hasRoom(inHand.bytes());
    if (hasRoom) {
      putOff.add(inHand.copied(listenAddress, client));
      takeUpLater();
    }
    return hasRoom;
  }

  /** Once all sockets that have something to read have been looked at. */
  private void takeUpLater() {
    if (!willTakeUp) {
      willTakeUp = true;
      // a task that is executed, not scheduled, would run again before the loop looks at sockets
      var unused = loop.eventLoop().schedule(this::takeUp, 0, TimeUnit.NANOSECONDS);
    }
  }

  private void takeUp() {
    willTakeUp = false;
    long now = System.nanoTime();
    slices.begin(now);
    relay.beginBatch();
    HandedOver next;
    Giving waited = relay::waited;
    while (slices.goesOn(now) && (next = putOff.poll()) != null) {
      if (outgoing.isDue()) {
        loop.flush();
      }
      handle(next, waited);
      now = System.nanoTime();
    }
    loop.flush();
    slices.end(System.nanoTime());
    if (!putOff.isEmpty()) {
      takeUpLater();
    }
  }

  /** Handles datagrams that came here by another way than a socket, and releases them. */
  void handle(List<HandedOver> batch) {
    if (stopped) {
      batch.forEach(HandedOver::release); // or loops could hand it to and fro for ever
      return;
    }
    relay.beginBatch();
    Giving handedOver = relay::handedOver;
    for (HandedOver datagram : batch) {
      if (outgoing.isDue()) {
        loop.flush();
      }
      handle(datagram, handedOver);
    }
    loop.flush();
  }

  /** How the relay is given a datagram that did not come from a socket just now. */
  private interface Giving {
    void to(int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram);
  }

  private void handle(HandedOver handedOver, Giving giving) {
    int bytes = handedOver.bytes();
    inHand.from(handedOver.fromLoop(), false);
    inHand.take(handedOver.memory(), handedOver.index(), bytes);
    try {
      // another loop may just now use the memory's only internal view
      ByteBuffer view = handedOver.memory().nioBuffer(handedOver.index(), bytes);
      giving.to(handedOver.fromLoop(), handedOver.listenAddress(), handedOver.client(), view);
    } finally {
      inHand.drop();
      handedOver.release();
    }
  }
}
