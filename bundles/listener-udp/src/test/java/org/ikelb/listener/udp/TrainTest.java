package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 4500);
  private final Train train = new Train();

  private static ByteBuf datagram(int bytes) {
    return Unpooled.directBuffer(Math.max(1, bytes)).writeZero(bytes);
  }

  private boolean takes(int bytes, @Nullable InetSocketAddress to, boolean copy) {
    return train.takes(bytes, to, copy);
  }

  private void start(int bytes, @Nullable InetSocketAddress to) {
    ByteBuf datagram = datagram(bytes);
    train.start(datagram, 0, bytes, to, false);
    datagram.release();
  }

  private void join(int bytes) {
    ByteBuf datagram = datagram(bytes);
    train.join(datagram, 0, bytes);
    datagram.release();
  }

  @Test
  void takesOnlyWhatIsAsLongOrShorterForTheSameDestination() {
    assertFalse(takes(100, CLIENT, false), "nothing to follow");
    start(100, CLIENT);
    assertTrue(takes(100, new InetSocketAddress("192.0.2.1", 4500), false));
    assertTrue(takes(1, CLIENT, false));
    assertFalse(takes(101, CLIENT, false));
    assertFalse(takes(100, CLIENT, true));
    assertFalse(takes(100, null, false));
    assertFalse(takes(100, new InetSocketAddress("192.0.2.1", 4501), false));
    train.discard();
  }

  @Test
  void takesNothingAfterAShorterOne() {
    start(100, null);
    join(99);
    assertFalse(takes(99, null, false));
    assertFalse(takes(100, null, false));
    assertEquals(199, train.bytes());
    train.discard();
    assertTrue(train.isEmpty());
  }

  @Test
  void endsAt64SegmentsAndBeforeTheLongestPayload() {
    start(100, null);
    for (int i = 1; i < 64; i++) {
      assertTrue(takes(100, null, false));
      join(100);
    }
    assertFalse(takes(100, null, false));
    train.discard();
    start(32_754, null);
    assertTrue(takes(32_753, null, false));
    assertFalse(takes(32_754, null, false));
    train.discard();
  }

  @Test
  void copiesNothingThatLiesTogether() {
    ByteBuf received = Unpooled.directBuffer(1_000).writeZero(1_000);
    for (int i = 0; i < 1_000; i++) {
      received.setByte(i, i);
    }
    train.start(received, 100, 300, null, false);
    train.join(received, 400, 300);
    train.join(received, 700, 200);
    ByteBuf all = train.take();
    assertEquals(ByteBufUtil.hexDump(received, 100, 800), ByteBufUtil.hexDump(all));
    assertEquals(received.memoryAddress() + 100, all.memoryAddress() + all.readerIndex());
    all.release();
    assertEquals(1, received.refCnt());
    received.release();
  }

  @Test
  void copiesWhatLiesApart() {
    ByteBuf received = Unpooled.directBuffer(1_000).writeZero(1_000);
    for (int i = 0; i < 1_000; i++) {
      received.setByte(i, i);
    }
    train.start(received, 0, 10, CLIENT, false);
    for (int i = 1; i < 60; i++) {
      train.join(received, i, 10);
    }
    assertEquals(1, received.refCnt());
    ByteBuf all = train.take();
    assertEquals(600, all.readableBytes());
    for (int i = 0; i < 60; i++) {
      assertEquals(ByteBufUtil.hexDump(received, i, 10), ByteBufUtil.hexDump(all, 10 * i, 10));
    }
    all.release();
    received.release();
  }
}
