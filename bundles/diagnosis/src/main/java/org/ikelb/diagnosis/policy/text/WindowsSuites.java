package org.ikelb.diagnosis.policy.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.ike.Proposal;

/**
 * What Windows calls algorithms of IKE: the values of {@code -EncryptionMethod}, {@code
 * -IntegrityCheckMethod} and {@code -DHGroup} of {@code Set-VpnConnectionIPsecConfiguration} and
 * {@code Set-VpnServerConfiguration}. Windows takes the PRF of the integrity method.
 *
 * <p>Pure functions.
 */
public final class WindowsSuites {
  private static final Map<String, String> ENCRYPTION =
      ordered(
          "DES", "DES_CBC",
          "DES3", "3DES_CBC",
          "AES128", "AES_CBC_128",
          "AES192", "AES_CBC_192",
          "AES256", "AES_CBC_256",
          "GCMAES128", "AES_GCM_16_128",
          "GCMAES256", "AES_GCM_16_256");

  private static final Map<String, String> INTEGRITY =
      ordered(
          "MD5", "HMAC_MD5_96",
          "SHA1", "HMAC_SHA1_96",
          "SHA256", "HMAC_SHA2_256_128",
          "SHA384", "HMAC_SHA2_384_192");

  private static final Map<String, String> PRF =
      ordered(
          "MD5", "PRF_HMAC_MD5",
          "SHA1", "PRF_HMAC_SHA1",
          "SHA256", "PRF_HMAC_SHA2_256",
          "SHA384", "PRF_HMAC_SHA2_384");

  private static final Map<String, String> GROUPS =
      ordered(
          "Group1", "MODP_768",
          "Group2", "MODP_1024",
          "Group14", "MODP_2048",
          "ECP256", "ECP_256",
          "ECP384", "ECP_384",
          "Group24", "MODP_2048_256");

  /** Those that are asked for as a whole: the defaults, and what is recommended instead. */
  public static final List<String> WELL_KNOWN =
      List.of(
          "DES3 SHA1 Group2",
          "AES128 SHA1 Group2",
          "AES256 SHA1 Group2",
          "AES256 SHA256 Group2",
          "AES256 SHA384 Group2",
          "AES128 SHA256 Group14",
          "AES256 SHA256 Group14",
          "AES256 SHA384 Group14",
          "AES128 SHA256 ECP256",
          "AES256 SHA256 ECP256",
          "AES256 SHA384 ECP384",
          "GCMAES128 SHA256 Group14",
          "GCMAES128 SHA256 ECP256",
          "GCMAES256 SHA256 Group14",
          "GCMAES256 SHA384 ECP256",
          "GCMAES256 SHA384 ECP384");

  private WindowsSuites() {}

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** The values there are of {@code -EncryptionMethod}. */
  public static List<String> encryptionMethods() {
    return List.copyOf(ENCRYPTION.keySet());
  }

  /** The values there are of {@code -IntegrityCheckMethod}. */
  public static List<String> integrityMethods() {
    return List.copyOf(INTEGRITY.keySet());
  }

  /** The values there are of {@code -DHGroup}, but for {@code None}. */
  public static List<String> groups() {
    return List.copyOf(GROUPS.keySet());
  }

  /**
   * The suite of three values, each one that there is.
   *
   * @param encryption {@code AES256}
   * @param integrity {@code SHA384}
   * @param group {@code ECP384}
   */
  public static Proposal suite(String encryption, String integrity, String group) {
    String cipher = ENCRYPTION.get(encryption);
    String separate = encryption.startsWith("GCM") ? "" : "/" + INTEGRITY.get(integrity);
    return Proposal.parse(cipher + separate + "/" + PRF.get(integrity) + "/" + GROUPS.get(group));
  }

  /** The suite of {@code AES256 SHA384 ECP384}. */
  public static Proposal suite(String words) {
    String[] parts = words.split(" ", -1);
    return suite(parts[0], parts[1], parts[2]);
  }

  /** {@code AES256 SHA384 ECP384}; empty: Windows cannot be set to this suite. */
  public static Optional<String> nameOf(Proposal suite) {
    String wanted = suite.describe();
    for (String encryption : ENCRYPTION.keySet()) {
      for (String integrity : INTEGRITY.keySet()) {
        for (String group : GROUPS.keySet()) {
          if (suite(encryption, integrity, group).describe().equals(wanted)) {
            return Optional.of(encryption + " " + integrity + " " + group);
          }
        }
      }
    }
    return Optional.empty();
  }
}
