package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected bytes are those that strongSwan was seen to answer. */
class ReadinessProbeTest {
  private static final long SPI = 0x0102030405060708L;
  private static final Octets RANDOM = Octets.of(HexFormat.of().parseHex("a5".repeat(36)));

  @Test
  void isTheOneThatGatewaysAnswer() {
    ByteBuffer question = ReadinessProbe.question(SPI, ReadinessProbe.COMMON, RANDOM);
    String expected =
        "0102030405060708 0000000000000000 21 20 22 08 00000000 0000007c"
            + "22 00 0030 00 00 002c 01 01 00 04"
            + "0300000c 0100000c 800e0100 03000008 0300000c 03000008 02000005 00000008 0400000e"
            + "28 00 000c 0000 0000 a5a5a5a5"
            + ("00 00 0024" + "a5".repeat(32));
    assertEquals(
        expected.replace(" ", ""), Octets.copyOf(question, 0, question.limit()).toString());
    assertTrue(IkeHeader.opensSession(question, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
        "AES_GCM_16_128/PRF_HMAC_SHA2_384/ECP_384",
        "CHACHA20_POLY1305/PRF_HMAC_SHA2_512/CURVE25519",
        "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024",
        "AES_CCM_16_192/PRF_HMAC_SHA2_256/ML_KEM_768",
      })
  void asksForTheProposalThatIsWritten(String written) {
    Proposal proposal = Proposal.parse(written);
    assertEquals(written, proposal.describe());
    IkeMessage read = IkeMessage.read(ReadinessProbe.question(SPI, proposal, RANDOM)).orElseThrow();
    assertEquals(PayloadFault.NONE, read.fault());
    assertTrue(read.describe().contains("[SA(" + written + ") KE(KE_NONE) No]"), read::describe);
  }

  @Test
  void proposalsMayBeWrittenInLowerCase() {
    assertEquals(
        ReadinessProbe.COMMON,
        Proposal.parse("aes_cbc_256/hmac_sha2_256_128/prf_hmac_sha2_256/modp_2048"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AES_CBC_256/PRF_HMAC_SHA1/MODP_2048 | needs one integrity algorithm, as",
        "AES_CBC_256/HMAC_SHA1_96/MODP_2048 | needs one pseudo-random function, as",
        "AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1 | needs one key exchange method, as",
        "HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048 | needs one encryption algorithm, as",
        "AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048/ECP_256 | there are 2",
        "AES_GCM_16_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048 | needs no integrity algorithm",
        "AES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048 | \"AES_CBC\" is none of the algorithms",
        "CHACHA20_POLY1305_256/PRF_HMAC_SHA1/MODP_2048 | \"CHACHA20_POLY1305_256\" is none",
        "aes256-sha256-modp2048 | AES_CBC_(128, 192 or 256), ",
        "'' | \"\" is none of the algorithms",
      })
  void saysWhatIsWrongWithAProposal(String written, String rule) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Proposal.parse(written));
    assertTrue(String.valueOf(e.getMessage()).contains(rule), e::getMessage);
  }
}
