package org.ikelb.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.ikelb.ike.Answers;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.LivenessProbe;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.Octets;
import org.ikelb.ike.PayloadType;
import org.ikelb.ike.ReadinessProbe;
import org.ikelb.ike.SampleHandshake;
import org.junit.jupiter.api.Test;

class DemoResponderTest {
  private static final InetSocketAddress SELF = at(15500);
  private static final InetSocketAddress PEER = at(20000);
  private static final InetSocketAddress STRANGER = at(20001);
  private static final long SPI = 0x0102030405060708L;

  private final DemoResponder responder = new DemoResponder(SELF);

  @Test
  void answersTheLivenessProbeAsARealGatewayDoes() {
    ByteBuffer answer = responder.answerIke(PEER, LivenessProbe.question(SPI)).orElseThrow();

    assertEquals(
        hex("0102030405060708 0000000000000000 29202220 00000000 00000024" + "00000008 00000005"),
        answer);
  }

  @Test
  void answersTheReadinessProbeAsARealGatewayDoes() {
    ByteBuffer question =
        ReadinessProbe.question(SPI, ReadinessProbe.COMMON, Octets.of(new byte[36]));
    ByteBuffer answer = responder.answerIke(PEER, question).orElseThrow();

    assertEquals(Answers.invalidKe(question, SampleHandshake.GROUP), answer);
    assertEquals(0, IkeHeader.responderSpi(answer, 0), "no SA was made");
  }

  @Test
  void givesOneResponderSpiToARequestAndItsRetransmission() {
    long first = IkeHeader.responderSpi(open(), 0);

    assertNotEquals(0, first);
    assertEquals(first, IkeHeader.responderSpi(open(), 0));
  }

  @Test
  void ignoresAnOpeningWithAResponderSpiOrAMessageId() {
    ByteBuffer withSpi = opening().putLong(8, 1);
    ByteBuffer withId = opening().putInt(20, 1);

    assertEquals(Optional.empty(), responder.answerIke(PEER, withSpi));
    assertEquals(Optional.empty(), responder.answerIke(PEER, withId));
  }

  @Test
  void answersAProtectedRequestWithItsMessageId() {
    long responderSpi = IkeHeader.responderSpi(open(), 0);

    ByteBuffer answer =
        responder
            .answerIke(PEER, request(responderSpi, ExchangeType.INFORMATIONAL, 7, 0))
            .orElseThrow();

    assertEquals(7, IkeHeader.messageId(answer, 0));
    assertTrue(IkeHeader.isResponse(answer, 0));
    assertTrue(IkeHeader.isProtected(answer, 0));
  }

  @Test
  void isSilentAboutAnSaItDoesNotKnow() {
    long responderSpi = IkeHeader.responderSpi(open(), 0);

    responder.forgetAll();

    ByteBuffer request = request(responderSpi, ExchangeType.INFORMATIONAL, 7, 0);
    assertEquals(Optional.empty(), responder.answerIke(PEER, request));
  }

  @Test
  void echoesEspOfThoseThatPassedIkeAuthOnly() {
    logIn();

    assertTrue(responder.answerNatT(PEER, Messages.esp(1000, 1, 16)).isPresent());
    assertTrue(responder.answerNatT(STRANGER, Messages.esp(1000, 2, 16)).isEmpty());
  }

  @Test
  void saysNothingToKeepalivesAndJunk() {
    assertTrue(responder.answerNatT(PEER, hex("ff")).isEmpty());
    assertTrue(responder.answerNatT(PEER, hex("000000")).isEmpty());
    assertTrue(responder.answerNatT(PEER, hex("00000000")).isEmpty());
    assertTrue(responder.answerIke(PEER, hex("")).isEmpty());
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private ByteBuffer open() {
    return responder.answerIke(PEER, opening()).orElseThrow();
  }

  private static ByteBuffer opening() {
    return SampleHandshake.request(SPI, PEER, SELF, new Random(1));
  }

  private long logIn() {
    long responderSpi = IkeHeader.responderSpi(open(), 0);
    ByteBuffer login = request(responderSpi, ExchangeType.IKE_AUTH, 1, PayloadType.ID_I);
    assertTrue(responder.answerNatT(PEER, NatTraversal.withMarker(login)).isPresent());
    return responderSpi;
  }

  private static ByteBuffer request(long responderSpi, int exchange, int id, int innerFirst) {
    return Messages.sealed(
        MessageBuilder.message(SPI, responderSpi, exchange, IkeHeader.INITIATOR, id),
        innerFirst,
        Messages.SHORT_BYTES);
  }

  private static ByteBuffer hex(String text) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(text.replace(" ", "")));
  }
}
