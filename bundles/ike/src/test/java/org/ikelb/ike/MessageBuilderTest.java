package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.ikelb.ike.capture.Captures;
import org.junit.jupiter.api.Test;

/** The expected bytes are those that strongSwan was seen to send and to answer. */
class MessageBuilderTest {
  private static final InetSocketAddress CLIENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 500);
  private static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4500);
  private static final long SPI = 0x0102030405060708L;

  @Test
  void livenessProbeIsTheOneThatGatewaysAnswer() {
    assertBytes(
        "0102030405060708 0000000000000000 00 30 22 08 00000000 0000001c",
        LivenessProbe.question(SPI));
  }

  @Test
  void livenessProbeIsAnsweredWithTheVersion() {
    ByteBuffer answer = Answers.invalidMajorVersion(LivenessProbe.question(SPI));
    assertBytes(
        "0102030405060708 0000000000000000 29 20 22 20 00000000 00000024 00000008 00000005",
        answer);
    assertTrue(LivenessProbe.isAnswer(answer, SPI));
  }

  @Test
  void livenessProbeAcceptsNothingElse() {
    ByteBuffer answer = Answers.invalidMajorVersion(LivenessProbe.question(SPI));
    assertFalse(LivenessProbe.isAnswer(answer, SPI + 1), "somebody else's answer");
    assertFalse(LivenessProbe.isAnswer(LivenessProbe.question(SPI), SPI), "an echo");
    assertFalse(LivenessProbe.isAnswer(answer.slice(0, 35), SPI), "a cut answer");
    assertFalse(LivenessProbe.isAnswer(ByteBuffer.allocate(0), SPI), "nothing");
  }

  @Test
  void answersAreByteForByteThoseOfARealGateway() {
    assertRebuilt("cookie-psk", 1, 2);
    assertRebuilt("policy-mismatch", 1, 2);
    assertRebuilt("invalid-ke-cookie", 3, 4);
  }

  @Test
  void cookieGoesInFrontOfAnOtherwiseUnchangedRequest() {
    ByteBuffer first = captured("cookie-psk", 1);
    ByteBuffer answer = captured("cookie-psk", 2);
    byte[] cookie =
        IkeMessage.read(answer)
            .flatMap(message -> message.notification(NotifyType.COOKIE))
            .orElseThrow()
            .data()
            .toArray();
    assertEquals(captured("cookie-psk", 3), SampleHandshake.withCookie(first, cookie));
  }

  @Test
  void sampleHandshakeLooksLikeARealOne() {
    Random random = new Random(1);
    ByteBuffer request = SampleHandshake.request(SPI, CLIENT, SERVER, random);
    ByteBuffer response = SampleHandshake.response(request, 7, SERVER, CLIENT, random);

    assertTrue(IkeHeader.opensSession(request, 0));
    assertEquals(HeaderFault.NONE, HeaderRules.checkFromClient(request, 0, request.limit()));
    assertEquals(HeaderFault.NONE, HeaderRules.checkFromGateway(response, 0, response.limit()));
    String algorithms =
        "[SA(AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048) KE(MODP_2048) No"
            + " N(NAT_DETECTION_SOURCE_IP) N(NAT_DETECTION_DESTINATION_IP)"
            + " N(FRAGMENTATION_SUPPORTED)";
    assertEquals(
        "IKE_SA_INIT request 0 0102030405060708/0000000000000000 "
            + (algorithms + " N(REDIRECT_SUPPORTED)]"),
        IkeMessage.read(request).orElseThrow().describe());
    assertEquals(
        "IKE_SA_INIT response 0 0102030405060708/0000000000000007 " + algorithms + "]",
        IkeMessage.read(response).orElseThrow().describe());
  }

  @Test
  void encryptedPayloadsAreFramed() {
    ByteBuffer auth =
        MessageBuilder.message(1, 2, ExchangeType.IKE_AUTH, IkeHeader.INITIATOR, 1)
            .encrypted(PayloadType.ID_I, new byte[52])
            .build();
    assertEquals(HeaderFault.NONE, HeaderRules.checkFromClient(auth, 0, auth.limit()));
    assertEquals(
        "IKE_AUTH request 1 0000000000000001/0000000000000002 [SK{IDi ...}]",
        IkeMessage.read(auth).orElseThrow().describe());

    ByteBuffer fragment =
        MessageBuilder.answerTo(auth, 2).encryptedFragment(0, 2, 3, new byte[40]).build();
    assertEquals(
        "IKE_AUTH response 1 0000000000000001/0000000000000002 [SKF 2/3{...}]",
        IkeMessage.read(fragment).orElseThrow().describe());
  }

  @Test
  void answerToTheSecondSideOfAnSaSetsTheInitiatorFlag() {
    ByteBuffer fromGateway =
        MessageBuilder.message(1, 2, ExchangeType.INFORMATIONAL, 0, 0).encrypted(0).build();
    assertTrue(IkeHeader.isInitiator(MessageBuilder.answerTo(fromGateway, 2).build(), 0));
  }

  @Test
  void markerGoesInFront() {
    ByteBuffer marked = NatTraversal.withMarker(LivenessProbe.question(SPI));
    assertEquals(32, marked.remaining());
    assertEquals(DatagramKind.IKE, NatTraversal.kindOf(marked));
    assertEquals(SPI, IkeHeader.initiatorSpi(marked, NatTraversal.MARKER_LENGTH));
  }

  /** Reads a captured answer and makes it again from the request and the notification's data. */
  private static void assertRebuilt(String capture, int request, int answer) {
    ByteBuffer expected = captured(capture, answer);
    Payload.Notify notify =
        IkeMessage.read(expected)
            .orElseThrow()
            .payloads(Payload.Notify.class)
            .findFirst()
            .orElseThrow();
    assertEquals(
        expected,
        Answers.notification(
            captured(capture, request), notify.notifyType(), notify.data().toArray()));
  }

  private static ByteBuffer captured(String capture, int number) {
    return Captures.ikeMessage(Captures.read(capture).get(number - 1)).orElseThrow();
  }

  private static void assertBytes(String hex, ByteBuffer actual) {
    byte[] bytes = new byte[actual.remaining()];
    actual.get(actual.position(), bytes);
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(bytes));
  }
}
