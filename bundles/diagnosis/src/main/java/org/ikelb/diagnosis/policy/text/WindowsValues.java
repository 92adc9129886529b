package org.ikelb.diagnosis.policy.text;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.text.NearestName;

/**
 * The six settings that a custom policy of Windows has, as they are found one by one. Names and
 * values are those of Microsoft's reference of {@code Set-VpnConnectionIPsecConfiguration} and
 * {@code Set-VpnServerConfiguration}; upper and lower case are the same, as in PowerShell.
 *
 * <p>Not thread-safe.
 */
final class WindowsValues {
  private static final String ENCRYPTION = "EncryptionMethod";
  private static final String INTEGRITY = "IntegrityCheckMethod";
  private static final String GROUP = "DHGroup";
  private static final String CIPHER = "CipherTransformConstants";
  private static final String AUTHENTICATION = "AuthenticationTransformConstants";
  private static final String PFS = "PfsGroup";
  private static final String NONE = "None";
  private static final String GCM = "GCM";

  private static final Map<String, String> CIPHERS =
      ordered(
          entry("DES", "DES_CBC"),
          entry("DES3", "3DES_CBC"),
          entry("AES128", "AES_CBC_128"),
          entry("AES192", "AES_CBC_192"),
          entry("AES256", "AES_CBC_256"),
          entry("GCMAES128", "AES_GCM_16_128"),
          entry("GCMAES192", "AES_GCM_16_192"),
          entry("GCMAES256", "AES_GCM_16_256"),
          entry(NONE, "NULL"));

  private static final Map<String, String> AUTHENTICATIONS =
      ordered(
          entry("MD596", "HMAC_MD5_96"),
          entry("SHA196", "HMAC_SHA1_96"),
          entry("SHA256128", "HMAC_SHA2_256_128"),
          entry("GCMAES128", "AES_GCM_16_128"),
          entry("GCMAES192", "AES_GCM_16_192"),
          entry("GCMAES256", "AES_GCM_16_256"),
          entry(NONE, "INTEG_NONE"));

  private static final Map<String, List<String>> PFS_GROUPS =
      ordered(
          entry(NONE, List.of()),
          entry("PFS1", List.of("MODP_768")),
          entry("PFS2", List.of("MODP_1024")),
          entry("PFS2048", List.of("MODP_2048")),
          entry("ECP256", List.of("ECP_256")),
          entry("ECP384", List.of("ECP_384")),
          entry("PFSMM", List.of("that of IKE")),
          entry("PFS24", List.of("MODP_2048_256")));

  /** What can be said, by the name of the setting. */
  private static final Map<String, List<String>> VALUES =
      ordered(
          entry(ENCRYPTION, WindowsSuites.encryptionMethods()),
          entry(INTEGRITY, WindowsSuites.integrityMethods()),
          entry(GROUP, Stream.concat(Stream.of(NONE), WindowsSuites.groups().stream()).toList()),
          entry(CIPHER, List.copyOf(CIPHERS.keySet())),
          entry(AUTHENTICATION, List.copyOf(AUTHENTICATIONS.keySet())),
          entry(PFS, List.copyOf(PFS_GROUPS.keySet())));

  /** What ProfileXML calls some of them. */
  private static final Map<String, String> IN_PROFILES =
      Map.of("AES_GCM_128", "GCMAES128", "AES_GCM_256", "GCMAES256", "SHA196", "SHA1");

  private record Found(String value, int line) {}

  private final Problems problems;
  private final Map<String, Found> found = new LinkedHashMap<>();

  WindowsValues(Problems problems) {
    this.problems = problems;
  }

  @SafeVarargs
  private static <V> Map<String, V> ordered(Map.Entry<String, V>... entries) {
    Map<String, V> map = new LinkedHashMap<>();
    for (Map.Entry<String, V> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return map;
  }

  /** The names of the settings. */
  static List<String> names() {
    return List.copyOf(VALUES.keySet());
  }

  /** The setting of that name, written in any way. */
  static Optional<String> setting(String name) {
    return names().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  /** Whether a name that is none of a setting was probably meant to be one. */
  static boolean isMistyped(String name) {
    return setting(name).isEmpty() && NearestName.of(name, names()).isPresent();
  }

  /** A setting was found. */
  void take(String setting, String value, int line) {
    Found before = found.get(setting);
    if (before != null) {
      problems.at(
          line,
          setting
              + " is said a second time, first in line "
              + before.line
              + ": give the policy of one connection");
      return;
    }
    List<String> known = VALUES.getOrDefault(setting, List.of());
    String asked = plain(setting, value);
    Optional<String> exact = known.stream().filter(asked::equalsIgnoreCase).findFirst();
    if (exact.isEmpty()) {
      problems.unknown(line, setting, value, known);
    }
    found.put(setting, new Found(exact.orElse(""), line));
  }

  private static String plain(String setting, String value) {
    boolean ike = setting.equals(ENCRYPTION) || setting.equals(INTEGRITY);
    String upper = value.toUpperCase(Locale.ROOT);
    return ike ? IN_PROFILES.getOrDefault(upper, value) : value;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * The policy of all that was found; empty if something is wrong.
   *
   * @param form what it was found in
   */
  Optional<Policy> policy(String form) {
    for (String setting : List.of(ENCRYPTION, INTEGRITY, GROUP)) {
      if (!found.containsKey(setting)) {
        problems.add(setting + " is missing");
      }
    }
    Found group = found.get(GROUP);
    if (group != null && group.value.equals(NONE)) {
      problems.at(group.line, "DHGroup None: IKEv2 needs a group; take one of Group14 and up");
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    List<String> remarks = new ArrayList<>();
    var suite = WindowsSuites.suite(value(ENCRYPTION), value(INTEGRITY), value(GROUP));
    return Optional.of(new Policy(form, List.of(suite), true, esp(remarks), remarks));
  }

  private String value(String setting) {
    Found one = found.get(setting);
    return one == null ? "" : one.value;
  }

  private List<Policy.Esp> esp(List<String> remarks) {
    String cipher = value(CIPHER);
    String authentication = value(AUTHENTICATION);
    List<String> groups = PFS_GROUPS.getOrDefault(value(PFS), List.of());
    if (cipher.isEmpty() || authentication.isEmpty()) {
      return List.of();
    }
    if (!cipher.startsWith(GCM) && !authentication.startsWith(GCM)) {
      String suite = CIPHERS.get(cipher) + "/" + AUTHENTICATIONS.get(authentication);
      return List.of(new Policy.Esp(suite, groups));
    }
    boolean same = cipher.equals(authentication) || cipher.equals(NONE);
    if (!same && !authentication.equals(NONE)) {
      remarks.add(
          "CipherTransformConstants "
              + cipher
              + " with AuthenticationTransformConstants "
              + authentication
              + ": GCM does both, so both should be the same; what Windows makes of it is not known");
      return List.of();
    }
    String gcm = cipher.startsWith(GCM) ? CIPHERS.get(cipher) : AUTHENTICATIONS.get(authentication);
    return List.of(new Policy.Esp(String.valueOf(gcm), groups));
  }
}
