package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a DELETE ends cannot always be told from outside (RFC 7296, section 1.4.1). */
class DeletesTest extends OneEstablishedClient {
  private static final int DELETE = 42;
  private static final int NOTHING = 0;

  private static ByteBuffer information(int id, int inner) {
    return Packets.marked(Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, inner));
  }

  private static ByteBuffer told(int id, int inner) {
    return Packets.marked(Packets.answer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, inner));
  }

  /** Both ends delete the same CHILD_SA at once; then neither answer has a Delete in it. */
  private void childDeletesCross() {
    fromClient(HOME, information(3, DELETE));
    fromGateway(
        Packets.marked(
            Packets.gatewayRequest(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 0, DELETE)));
    fromGateway(told(3, NOTHING));
    fromClient(HOME, clientAnswer(0));
  }

  @Test
  void anIkeSaThatTheGatewayGoesOnWithWasNotDeleted() {
    childDeletesCross();
    fromClient(HOME, information(4, NOTHING));
    fromGateway(told(4, NOTHING));
    assertEquals(1, session().pairs().size());
    assertFalse(session().progress().isWithoutPair());
    fromClient(ELSEWHERE, information(5, NOTHING));
    fromGateway(told(5, NOTHING));
    assertEquals(ELSEWHERE, client());
  }

  @Test
  void anIkeSaThatWasNotDeletedStillKnowsHowFarItsClientHasCounted() {
    childDeletesCross();
    fromClient(HOME, information(4, NOTHING));
    fromGateway(told(4, NOTHING));
    fromClient(ATTACKER, information(4, NOTHING)); // a replay, which the gateway answers, too
    fromGateway(told(4, NOTHING));
    fromClient(ATTACKER, information(2, NOTHING));
    fromGateway(told(2, NOTHING));
    assertEquals(HOME, client());
  }

  @Test
  void theSameIdOnAnotherIkeSaDeletesNothing() {
    fromClient(HOME, request(Packets.CREATE_CHILD, 3));
    fromGateway(answer(Packets.CREATE_CHILD, 3));
    fromGateway(Packets.marked(Packets.gatewayRequest(0x7, 0x8, Packets.INFORMATIONAL, 0, 0)));
    assertEquals(2, session().pairs().size());
    fromClient(HOME, information(4, DELETE));
    fromGateway(Packets.marked(Packets.clientAnswer(0x7, 0x8, Packets.INFORMATIONAL, 4, NOTHING)));
    assertEquals(2, session().pairs().size());
    fromGateway(told(4, NOTHING));
    assertEquals(1, session().pairs().size());
  }

  @Test
  void theRepeatedAnswerToADeleteBringsNothingBack() {
    fromClient(HOME, information(3, DELETE));
    fromGateway(told(3, NOTHING));
    fromGateway(told(3, NOTHING));
    assertTrue(session().progress().isWithoutPair());
  }

  @Test
  void theRepeatedDeleteOfTheGatewayBringsNothingBack() {
    ByteBuffer delete =
        Packets.marked(
            Packets.gatewayRequest(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 0, DELETE));
    fromGateway(delete.duplicate());
    fromClient(HOME, clientAnswer(0));
    fromGateway(delete.duplicate());
    assertTrue(session().progress().isWithoutPair());
  }
}
