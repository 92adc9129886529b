package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PutOffTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 500);

  private final PutOff putOff = new PutOff();

  private static HandedOver datagram(int bytes) {
    return new HandedOver(Unpooled.buffer(bytes), 0, bytes, 0, 0, CLIENT);
  }

  @Test
  void givesBackInOrder() {
    HandedOver first = datagram(1);
    HandedOver second = datagram(2);
    putOff.add(first);
    putOff.add(second);
    assertEquals(first, putOff.poll());
    assertFalse(putOff.isEmpty());
    assertEquals(second, putOff.poll());
    assertTrue(putOff.isEmpty());
    assertNull(putOff.poll());
  }

  @Test
  void takesSoMany() {
    for (int i = 0; i < PutOff.MAX_DATAGRAMS; i++) {
      assertTrue(putOff.hasRoom(1));
      putOff.add(datagram(1));
    }
    assertFalse(putOff.hasRoom(1));
    putOff.poll();
    assertTrue(putOff.hasRoom(1));
  }

  @Test
  void takesSoManyBytes() {
    int half = PutOff.MAX_BYTES / 2;
    putOff.add(datagram(half));
    assertTrue(putOff.hasRoom(half));
    putOff.add(datagram(half));
    assertFalse(putOff.hasRoom(1));
    putOff.poll();
    assertTrue(putOff.hasRoom(half));
  }

  @Test
  void letsGoOfAllItHas() {
    HandedOver waiting = datagram(PutOff.MAX_BYTES);
    ByteBuf memory = waiting.memory();
    putOff.add(waiting);
    putOff.close();
    assertEquals(0, memory.refCnt());
    assertTrue(putOff.isEmpty());
    assertTrue(putOff.hasRoom(PutOff.MAX_BYTES));
  }
}
