package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.ikelb.ike.capture.CapturedDatagram;
import org.ikelb.ike.capture.Captures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RealTrafficTest {
  private static final String STRONG = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/";
  private static final String NATD =
      "No N(NAT_DETECTION_SOURCE_IP) N(NAT_DETECTION_DESTINATION_IP) ";
  private static final String REQUEST_END =
      "N(FRAGMENTATION_SUPPORTED) N(SIGNATURE_HASH_ALGORITHMS) N(REDIRECT_SUPPORTED)]";

  static List<String> captures() {
    return Captures.names();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyDatagramKeepsTheRulesOfItsDirection(String capture) {
    List<CapturedDatagram> datagrams = Captures.read(capture);
    assertNotEquals(List.of(), datagrams);
    for (CapturedDatagram datagram : datagrams) {
      ByteBuffer payload = datagram.payload().toBuffer();
      Captures.ikeMessage(datagram)
          .ifPresentOrElse(
              message -> assertEquals(HeaderFault.NONE, check(datagram, message)),
              () -> assertNotEquals(DatagramKind.INVALID, NatTraversal.kindOf(payload)));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyMessageIsReadToItsEnd(String capture) {
    for (CapturedDatagram datagram : Captures.read(capture)) {
      Captures.ikeMessage(datagram)
          .flatMap(IkeMessage::read)
          .ifPresent(
              message -> assertEquals(PayloadFault.NONE, message.fault(), message::describe));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyEncryptedPayloadFillsItsDatagramAndACutOneDoesNot(String capture) {
    for (CapturedDatagram datagram : Captures.read(capture)) {
      Captures.ikeMessage(datagram)
          .filter(message -> IkeHeader.isProtected(message, 0))
          .ifPresent(
              message -> {
                assertTrue(EncryptedPayload.fills(message, 0), datagram::toString);
                message.limit(message.limit() - 1);
                assertFalse(EncryptedPayload.fills(message, 0), datagram::toString);
              });
    }
  }

  @Test
  void theCapturesAreComplete() {
    List<CapturedDatagram> all =
        Captures.names().stream().flatMap(capture -> Captures.read(capture).stream()).toList();
    assertEquals(1167, all.size());
    assertEquals(216, all.stream().flatMap(d -> Captures.ikeMessage(d).stream()).count(), "IKE");
  }

  /** Numbers count the UDP datagrams of a capture from 1. */
  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "psk-disconnect   | 3  | [SK{IDi ...}]                     | IKE_AUTH request, PSK",
        "psk-disconnect   | 11 | [SK{D ...}]                       | the client takes its leave",
        "psk-disconnect   | 12 | [SK{}]                            | which is answered by nothing",
        "eap-frag-on      | 4  | [SKF 1/2{IDr ...}]                | certificate, first fragment",
        "eap-frag-on      | 5  | [SKF 2/2{...}]                    | certificate, second fragment",
        "eap-frag-on      | 13 | [SK{AUTH ...}]                    | EAP login complete",
        "cookie-psk       | 2  | [N(COOKIE)]                       | the balancer asks for a cookie",
        "invalid-ke-cookie| 4  | [N(INVALID_KE_PAYLOAD MODP_2048)] | another group is wanted",
        "policy-mismatch  | 2  | [N(NO_PROPOSAL_CHOSEN)]           | policy refused",
        "redirect-ip      | 3  | [N(REDIRECT)]                     | go elsewhere",
        "authfail-psk     | 4  | [SK{N ...}]                       | wrong PSK"
      })
  void payloadsAreDescribed(String capture, int number, String payloads, String description) {
    String described = message(capture, number).describe();
    assertTrue(described.endsWith(payloads), description + ": " + described);
  }

  @Test
  void clientsFirstMessageIsDescribedInFull() {
    assertEquals(
        "IKE_SA_INIT request 0 6f39e8ecdd0602ae/0000000000000000"
            + (" [SA(3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024) KE(MODP_1024) " + NATD)
            + REQUEST_END,
        message("policy-mismatch", 1).describe());
    assertEquals(
        "IKE_SA_INIT request 0 62b5d1dcea6cda39/0000000000000000"
            + (" [N(COOKIE) SA(" + STRONG + "CURVE25519/MODP_2048) KE(CURVE25519) " + NATD)
            + REQUEST_END,
        message("invalid-ke-cookie", 3).describe());
  }

  @Test
  void natDetectionHashesAreThoseOfRealPeers() {
    CapturedDatagram first = Captures.read("psk-connect").get(0);
    IkeMessage request = message("psk-connect", 1);
    long spi = request.header().initiatorSpi();
    assertEquals(
        Octets.of(NatDetection.hash(spi, 0, first.destination())),
        request.notification(NotifyType.NAT_DETECTION_DESTINATION_IP).orElseThrow().data());
  }

  @Test
  void requestsThatOpenSessionsAreFound() {
    List<CapturedDatagram> datagrams = Captures.read("invalid-ke-cookie");
    long opening =
        datagrams.stream()
            .flatMap(datagram -> Captures.ikeMessage(datagram).stream())
            .filter(message -> IkeHeader.opensSession(message, 0))
            .count();
    assertEquals(3, opening, "first request, cookie retry, INVALID_KE retry");
  }

  private static HeaderFault check(CapturedDatagram datagram, ByteBuffer message) {
    return Captures.isFromClient(datagram)
        ? HeaderRules.checkFromClient(message, 0, message.limit())
        : HeaderRules.checkFromGateway(message, 0, message.limit());
  }

  private static IkeMessage message(String capture, int number) {
    CapturedDatagram datagram = Captures.read(capture).get(number - 1);
    return Captures.ikeMessage(datagram).flatMap(IkeMessage::read).orElseThrow();
  }
}
