package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.ikelb.ike.capture.Captures;
import org.junit.jupiter.api.Test;

/** What is asked for every datagram must not feed the garbage collector. */
class AllocationTest {
  private static final int ROUNDS = 5_000;

  @Test
  void rulesAndReadersAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer[] datagrams = realDatagrams();
    long sum = readAll(datagrams, 1);

    long before = threads.getCurrentThreadAllocatedBytes();
    sum += readAll(datagrams, ROUNDS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    long perDatagram = allocated / ((long) ROUNDS * datagrams.length);
    assertTrue(perDatagram == 0, allocated + " bytes were allocated; " + sum);
  }

  private static long readAll(ByteBuffer[] datagrams, int rounds) {
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      for (ByteBuffer b : datagrams) {
        sum += NatTraversal.kindOf(b) == DatagramKind.IKE ? 1 : 0;
        sum += HeaderRules.checkFromClient(b, 0, b.limit()) == HeaderFault.NONE ? 1 : 0;
        sum += HeaderRules.checkFromGateway(b, 0, b.limit()) == HeaderFault.NONE ? 1 : 0;
        sum += IkeHeader.opensSession(b, 0) || IkeHeader.isProtected(b, 0) ? 1 : 0;
        sum += IkeHeader.initiatorSpi(b, 0) + IkeHeader.responderSpi(b, 0);
        sum += IkeHeader.messageId(b, 0) + IkeHeader.exchange(b, 0);
      }
    }
    return sum;
  }

  private static ByteBuffer[] realDatagrams() {
    return List.of("dpd-rekey", "invalid-ke-cookie", "eap-frag-on").stream()
        .flatMap(capture -> Captures.read(capture).stream())
        .map(datagram -> datagram.payload().toBuffer())
        .toArray(ByteBuffer[]::new);
  }
}
