package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What must hold for whatever bytes somebody sends; shared by the tests that make up bytes. */
final class HostileBytes {
  private HostileBytes() {}

  static void check(byte[] bytes) {
    // Somewhere inside a larger buffer, so that reading too far would not throw but be seen.
    ByteBuffer b = ByteBuffer.allocate(bytes.length + 200);
    b.position(100).put(bytes).flip().position(100);
    checkRules(b, bytes.length);
    checkReading(b, bytes.length);
    if (bytes.length >= IkeHeader.LENGTH) {
      checkFinding(b);
    }
    assertEquals(100, b.position());
    assertEquals(100 + bytes.length, b.limit());
  }

  private static void checkRules(ByteBuffer b, int length) {
    NatTraversal.kindOf(b);
    HeaderFault fromClient = HeaderRules.checkFromClient(b, 100, length);
    HeaderFault fromGateway = HeaderRules.checkFromGateway(b, 100, length);
    assertEquals(length < IkeHeader.LENGTH, fromClient == HeaderFault.TOO_SHORT);
    assertEquals(length < IkeHeader.LENGTH, fromGateway == HeaderFault.TOO_SHORT);
    if (fromClient == HeaderFault.NONE) {
      assertTrue(IkeHeader.length(b, 100) <= length);
      assertTrue(
          IkeHeader.isProtected(b, 100)
              || IkeHeader.opensSession(b, 100)
              || InvalidIkeSpi.isIn(b, 100),
          "a client opens a session, or knows none, or what it sends is encrypted");
      assertTrue(
          IkeHeader.opensSession(b, 100) || fromGateway == HeaderFault.NONE,
          "what a client may send inside a session, a gateway may too");
    }
    if (fromGateway == HeaderFault.NONE) {
      assertTrue(!IkeHeader.opensSession(b, 100), "a gateway opens no session");
    }
  }

  private static void checkReading(ByteBuffer b, int length) {
    Optional<IkeMessage> read = IkeMessage.read(b);
    assertEquals(length >= IkeHeader.LENGTH, read.isPresent());
    read.ifPresent(
        message -> {
          assertTrue(message.payloads().size() <= PayloadReader.MOST_PAYLOADS);
          assertTrue(message.describe().length() < 1000 + 40 * length, "no endless description");
        });
  }

  /** What is found in place is there, as far as the message reaches, and where reading finds it. */
  private static void checkFinding(ByteBuffer b) {
    IkeMessage message = IkeMessage.read(b).orElseThrow();
    for (int type = 1; type < 64; type++) {
      int body = ClearPayloads.find(b, 100, type);
      if (body != ClearPayloads.NONE) {
        assertTrue(body >= 100 + IkeHeader.LENGTH + 4);
        assertTrue(ClearPayloads.length(b, body) >= 0);
        assertTrue(body + ClearPayloads.length(b, body) <= b.limit());
      }
    }
    if (message.fault() == PayloadFault.NONE && !IkeHeader.isProtected(b, 100)) {
      boolean found = ClearPayloads.find(b, 100, PayloadType.SA) != ClearPayloads.NONE;
      assertEquals(
          message.payloads(Payload.SecurityAssociation.class).findFirst().isPresent(), found);
      assertEquals(
          message.payloads(Payload.Notify.class).findFirst().isPresent(),
          ClearPayloads.notifyType(b, 100).isPresent());
    }
  }
}
