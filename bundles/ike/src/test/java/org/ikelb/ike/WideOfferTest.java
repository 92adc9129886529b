package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideOfferTest {
  private static final long SPI = 0x0102030405060708L;
  private static final Octets RANDOM = Octets.of(HexFormat.of().parseHex("a5".repeat(36)));
  private static final ByteBuffer QUESTION =
      ReadinessProbe.question(SPI, WideOffer.PROPOSALS, RANDOM);

  /** RFC 7296, sections 3.3.1 to 3.3.3, by hand. */
  @Test
  void isTheseBytes() {
    String prfsAndGroups =
        "03000008 02000005 03000008 02000006 03000008 02000007 03000008 02000002"
            + "03000008 0400000e 03000008 04000013 03000008 04000014 03000008 0400001f"
            + "03000008 0400000f 03000008 04000010 03000008 04000015 03000008 04000018"
            + "03000008 04000005 00000008 04000002";
    String expected =
        "0102030405060708 0000000000000000 21 20 22 08 00000000 000001b8"
            + "22 00 016c"
            // AES-CBC with 256, 192 and 128 bits, 3DES; SHA-2 with 256, 384 and 512 bits, SHA-1
            + "02 00 00c4 01 01 00 16"
            + "0300000c 0100000c 800e0100 0300000c 0100000c 800e00c0 0300000c 0100000c 800e0080"
            + "03000008 01000003"
            + "03000008 0300000c 03000008 0300000d 03000008 0300000e 03000008 03000002"
            + prfsAndGroups
            // AES-GCM-16 with 256, 192 and 128 bits, ChaCha20-Poly1305
            + "00 00 00a4 02 01 00 12"
            + "0300000c 01000014 800e0100 0300000c 01000014 800e00c0 0300000c 01000014 800e0080"
            + "03000008 0100001c"
            + prfsAndGroups
            + "28 00 000c 0000 0000 a5a5a5a5"
            + ("00 00 0024" + "a5".repeat(32));
    assertEquals(
        expected.replace(" ", ""), Octets.copyOf(QUESTION, 0, QUESTION.limit()).toString());
    assertTrue(IkeHeader.opensSession(QUESTION, 0));
  }

  @Test
  void isReadAsItWasWritten() {
    IkeMessage read = IkeMessage.read(QUESTION).orElseThrow();
    assertEquals(PayloadFault.NONE, read.fault());
    assertEquals(
        List.of(new Payload.SecurityAssociation(WideOffer.PROPOSALS)),
        read.payloads(Payload.SecurityAssociation.class).toList());
  }

  @Test
  void fitsEveryPathWithTheLongestCookie() {
    ByteBuffer withCookie = SampleHandshake.withCookie(QUESTION, new byte[64]);
    int headersOfIpv6AndUdp = 40 + 8;
    int longest = NatTraversal.withMarker(withCookie).remaining() + headersOfIpv6AndUdp;
    assertTrue(longest < 1280 / 2, longest + " bytes");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a modern strongSwan, AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384, true",
    "CNSA, AES_GCM_16_256/PRF_HMAC_SHA2_384/MODP_3072, true",
    "small devices, CHACHA20_POLY1305/PRF_HMAC_SHA2_256/CURVE25519, true",
    "the usual one, AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048, true",
    "SHA-512, AES_CBC_192/HMAC_SHA2_512_256/PRF_HMAC_SHA2_512/ECP_521, true",
    "Windows with DHGroup Group24, AES_GCM_16_128/PRF_HMAC_SHA2_256/MODP_2048_256, true",
    "Windows by default, 3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, true",
    "an old router, AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1536, true",
    "Camellia, CAMELLIA_CBC_256/HMAC_SHA2_512_256/PRF_HMAC_SHA2_512/MODP_8192, false",
    "only a large group, AES_CBC_256/HMAC_SHA2_512_256/PRF_HMAC_SHA2_512/MODP_8192, false",
    "MD5, 3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024, false",
  })
  void hasWhatGatewaysAreSetTo(String gateway, String policy, boolean has) {
    Proposal takes = Proposal.parse(policy);
    assertEquals(
        has,
        WideOffer.PROPOSALS.stream()
            .anyMatch(offered -> offered.transforms().containsAll(takes.transforms())),
        gateway);
  }

  @Test
  void neverMixesCombinedAlgorithmsWithOthers() {
    for (Proposal proposal : WideOffer.PROPOSALS) {
      boolean integrity =
          proposal.transforms().stream().anyMatch(t -> t.type() == Transform.INTEGRITY);
      proposal.transforms().stream()
          .filter(transform -> transform.type() == Transform.ENCRYPTION)
          .forEach(
              encryption ->
                  assertEquals(
                      !integrity,
                      AlgorithmNames.isCombined(encryption.id()),
                      encryption::describe));
    }
  }

  @Test
  void namesItsGroupsToTheAdministrator() {
    TreeSet<Integer> named =
        Arrays.stream(WideOffer.IN_WORDS.replaceAll(".*groups ", "").split(", | and ", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Proposal proposal : WideOffer.PROPOSALS) {
      assertEquals(
          named,
          proposal.transforms().stream()
              .filter(transform -> transform.type() == Transform.KEY_EXCHANGE)
              .map(Transform::id)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
