package org.ikelb.diagnosis.policy.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.ikelb.api.Refused;
import org.ikelb.api.diagnosis.PolicyText;
import org.ikelb.ike.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {
  static final String LIST =
      """
      AuthenticationTransformConstants : SHA256128

      CipherTransformConstants         : AES128

      DHGroup                          : Group14

      IntegrityCheckMethod             : SHA256

      PfsGroup                         : PFS2048

      EncryptionMethod                 : AES128
      """;

  static final String COMMAND =
      """
      # for the client
      PS C:\\> Set-VpnConnectionIPsecConfiguration -ConnectionName "Always On" `
        -AuthenticationTransformConstants GCMAES256 -CipherTransformConstants GCMAES256 `
        -EncryptionMethod 'AES256' -IntegrityCheckMethod sha384 -PfsGroup ECP384 `
        -DHGroup:ECP384 -PassThru -Force
      Restart-Service RemoteAccess
      """;

  static final String PROFILE =
      """

      <VPNProfile>
        <NativeProfile>
          <Servers>vpn.example.net</Servers>
          <CryptographySuite>
            <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants>
            <CipherTransformConstants>AES128</CipherTransformConstants>
            <EncryptionMethod>AES_GCM_256</EncryptionMethod>
            <IntegrityCheckMethod>SHA384</IntegrityCheckMethod>
            <DHGroup> ECP384 </DHGroup>
            <PfsGroup>PFS2048</PfsGroup>
          </CryptographySuite>
        </NativeProfile>
      </VPNProfile>
      """;

  static final String SWANCTL =
      """
      connections {
        vpn {
          proposals = aes256gcm16-prfsha384-ecp384, aes256-aes128-sha256-modp2048 # strong first
          children { net {
            esp_proposals = aes256gcm16-ecp384,aes128-sha256-esn
          } }
        }
      }
      """;

  private static Policy read(String text) throws Refused {
    return PolicyReader.read(new PolicyText("policy", text));
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        Arguments.of(
            LIST,
            "AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
            "AES_CBC_128/HMAC_SHA2_256_128 [MODP_2048]"),
        Arguments.of(
            LIST.replace("\n", "\r\n"),
            "AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
            "AES_CBC_128/HMAC_SHA2_256_128 [MODP_2048]"),
        Arguments.of(
            COMMAND,
            "AES_CBC_256/HMAC_SHA2_384_192/PRF_HMAC_SHA2_384/ECP_384",
            "AES_GCM_16_256 [ECP_384]"),
        Arguments.of(
            PROFILE,
            "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384",
            "AES_CBC_128/HMAC_SHA2_256_128 [MODP_2048]"),
        Arguments.of(
            SWANCTL,
            "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384,"
                + "AES_CBC_256/AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
            "AES_GCM_16_256 [ECP_384],AES_CBC_128/HMAC_SHA2_256_128 []"),
        Arguments.of(
            "3des-sha1-modp1024, aes256-sha512-ecp521!",
            "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024,"
                + "AES_CBC_256/HMAC_SHA2_512_256/PRF_HMAC_SHA2_512/ECP_521",
            ""),
        Arguments.of(
            "Set-VpnServerIPsecConfiguration -CustomPolicy -EncryptionMethod DES3"
                + " -IntegrityCheckMethod SHA1 -DHGroup Group2",
            "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024",
            ""));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void readsEachForm(String text, String ike, String esp) throws Refused {
    Policy policy = read(text);
    assertEquals(ike, String.join(",", policy.ike().stream().map(Proposal::describe).toList()));
    assertEquals(
        esp,
        String.join(
            ",", policy.esp().stream().map(one -> one.suite() + " " + one.groups()).toList()));
    assertEquals(List.of(), policy.remarks());
  }

  static Stream<String> withoutCustomPolicy() {
    return Stream.of(
        "",
        " \r\n\r\n",
        "Set-VpnConnectionIPsecConfiguration -ConnectionName VPN -RevertToDefault",
        "<VPNProfile><NativeProfile/></VPNProfile>");
  }

  @ParameterizedTest
  @MethodSource("withoutCustomPolicy")
  void noCustomPolicyIsWhatWindowsWasSeenToOffer(String text) throws Refused {
    Policy policy = read(text);
    List<String> offers = policy.ike().stream().map(Proposal::describe).toList();
    assertEquals(18, offers.size());
    assertEquals("3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024", offers.get(0));
    assertEquals("AES_GCM_16_256/PRF_HMAC_SHA2_384/MODP_1024", offers.get(17));
    assertTrue(policy.remarks().get(0).contains("Microsoft has no list"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            LIST.replace("Group14", "Goup14"),
            List.of("policy:5: DHGroup \"Goup14\" is not known; did you mean \"Group14\"?")),
        Arguments.of(
            LIST.replace("DHGroup", "DHGruop").replace(": AES128", ": AES182"),
            List.of(
                "policy:3: CipherTransformConstants \"AES182\" is not known; did you mean"
                    + " \"AES128\"?",
                "policy:5: the property \"DHGruop\" is not known; did you mean \"DHGroup\"?",
                "policy:11: EncryptionMethod \"AES182\" is not known; did you mean \"AES128\"?",
                "policy: DHGroup is missing")),
        Arguments.of(
            LIST + LIST,
            List.of(
                "policy:12: AuthenticationTransformConstants is said a second time, first in line"
                    + " 1: give the policy of one connection",
                "policy:14: CipherTransformConstants is said a second time, first in line 3: give"
                    + " the policy of one connection",
                "policy:16: DHGroup is said a second time, first in line 5: give the policy of one"
                    + " connection",
                "policy:18: IntegrityCheckMethod is said a second time, first in line 7: give the"
                    + " policy of one connection",
                "policy:20: PfsGroup is said a second time, first in line 9: give the policy of one"
                    + " connection",
                "policy:22: EncryptionMethod is said a second time, first in line 11: give the"
                    + " policy of one connection")),
        Arguments.of(
            LIST.replace("Group14", "None"),
            List.of("policy:5: DHGroup None: IKEv2 needs a group; take one of Group14 and up")),
        Arguments.of(
            COMMAND.replace("-DHGroup:", "-DHGruop "),
            List.of(
                "policy:5: the parameter \"-DHGruop\" is not known; did you mean \"-DHGroup\"?",
                "policy:5: a word without a parameter's name: write -DHGroup Group14",
                "policy: DHGroup is missing")),
        Arguments.of(
            PROFILE.replace("<DHGroup>", "<DHGrup>").replace("</DHGroup>", "</DHGrup>"),
            List.of(
                "policy:10: the element \"DHGrup\" is not known; did you mean \"DHGroup\"?",
                "policy: DHGroup is missing")),
        Arguments.of(
            PROFILE.replace("ECP384", "ECP521"),
            List.of("policy:10: DHGroup \"ECP521\" is not known; did you mean \"ECP256\"?")),
        Arguments.of(
            "aes256gcm16-sha256-ecp521, aes256-modp2048\naes256-sha256, aes256gcm16-ecp384",
            List.of(
                "policy:1: aes256-modp2048: there is no integrity algorithm, as sha256",
                "policy:2: aes256-sha256: there is no group, as modp2048",
                "policy:2: aes256gcm16-ecp384: with GCM a PRF is needed, as prfsha256")),
        Arguments.of(
            "a : b\n",
            List.of(
                "policy: there is none of the properties EncryptionMethod, IntegrityCheckMethod,"
                    + " DHGroup, CipherTransformConstants, AuthenticationTransformConstants,"
                    + " PfsGroup; it should be what this prints: Get-VpnConnection -Name NAME |"
                    + " Select-Object -ExpandProperty IPsecCustomPolicy")));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysEverythingThatIsWrongAndWhereAndWhatWasMeant(String text, List<String> reasons) {
    assertEquals(reasons, assertThrows(Refused.class, () -> read(text)).reasons());
  }

  @Test
  void unfoldsAndFetchesNothingThatAProfileAsksFor() {
    String bomb =
        """
        <?xml version="1.0"?>
        <!DOCTYPE lolz [
          <!ENTITY lol "lol">
          <!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
          <!ENTITY file SYSTEM "file:///etc/passwd">
        ]>
        <VPNProfile><CryptographySuite><DHGroup>&lol2;&file;</DHGroup></CryptographySuite></VPNProfile>
        """;
    List<String> reasons = assertThrows(Refused.class, () -> read(bomb)).reasons();
    assertTrue(reasons.get(0).contains("has no place in a ProfileXML"), reasons::toString);
  }

  @Test
  void whatIsStrangeIsHarmlessInItsReasons() {
    List<String> reasons =
        assertThrows(Refused.class, () -> read("DHGroup: \u001b[31m\u202eevil" + "x".repeat(9999)))
            .reasons();
    reasons.forEach(
        reason -> {
          assertTrue(reason.length() < 400, reason);
          assertTrue(reason.chars().allMatch(c -> c >= ' ' && c <= '~'), reason);
        });
  }
}
