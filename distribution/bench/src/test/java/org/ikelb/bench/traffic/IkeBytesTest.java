package org.ikelb.bench.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Random;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.junit.jupiter.api.Test;

class IkeBytesTest {
  @Test
  void aBalancerThatReadsTheWholeMessageFindsNoFault() {
    ByteBuf request = IkeBytes.saInit(7, new Random(1));
    assertTrue(IkeMessage.read(request.nioBuffer()).isPresent());
    assertSound(request);
    assertSound(IkeBytes.protectedRequest(7, 8, IkeBytes.AUTH, 1));
    assertSound(IkeBytes.protectedRequest(7, 8, IkeBytes.INFORMATIONAL, 2));
  }

  private static void assertSound(ByteBuf message) {
    ByteBuffer bytes = message.nioBuffer();
    assertEquals(HeaderFault.NONE, HeaderRules.checkFromClient(bytes, 0, bytes.remaining()));
    IkeBytes.answer(message, 0);
    assertEquals(HeaderFault.NONE, HeaderRules.checkFromGateway(bytes, 0, bytes.remaining()));
    assertEquals(DatagramKind.IKE, NatTraversal.kindOf(IkeBytes.marked(message).nioBuffer()));
  }

  @Test
  void aTrainIsOneDatagramOfEspBehindTheOther() {
    ByteBuffer train = IkeBytes.esp(0x1234, 500, 64).nioBuffer();
    assertEquals(64 * 500, train.remaining());
    assertEquals(DatagramKind.ESP, NatTraversal.kindOf(train.slice(63 * 500, 500)));
  }
}
