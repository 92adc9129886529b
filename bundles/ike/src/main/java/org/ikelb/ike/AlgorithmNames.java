package org.ikelb.ike;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What IANA's "IKEv2 Transform Type" registries call the algorithms in use. */
final class AlgorithmNames {
  private static final Map<Integer, String> ENCRYPTION =
      Map.ofEntries(
          Map.entry(2, "DES_CBC"),
          Map.entry(3, "3DES_CBC"),
          Map.entry(11, "NULL"),
          Map.entry(12, "AES_CBC"),
          Map.entry(13, "AES_CTR"),
          Map.entry(14, "AES_CCM_8"),
          Map.entry(15, "AES_CCM_12"),
          Map.entry(16, "AES_CCM_16"),
          Map.entry(18, "AES_GCM_8"),
          Map.entry(19, "AES_GCM_12"),
          Map.entry(20, "AES_GCM_16"),
          Map.entry(23, "CAMELLIA_CBC"),
          Map.entry(28, "CHACHA20_POLY1305"));

  private static final Map<Integer, String> PRF =
      Map.of(
          1, "PRF_HMAC_MD5",
          2, "PRF_HMAC_SHA1",
          4, "PRF_AES128_XCBC",
          5, "PRF_HMAC_SHA2_256",
          6, "PRF_HMAC_SHA2_384",
          7, "PRF_HMAC_SHA2_512",
          8, "PRF_AES128_CMAC");

  private static final Map<Integer, String> INTEGRITY =
      Map.of(
          0, "INTEG_NONE",
          1, "HMAC_MD5_96",
          2, "HMAC_SHA1_96",
          5, "AES_XCBC_96",
          8, "AES_CMAC_96",
          12, "HMAC_SHA2_256_128",
          13, "HMAC_SHA2_384_192",
          14, "HMAC_SHA2_512_256");

  private static final Map<Integer, String> KEY_EXCHANGE =
      Map.ofEntries(
          Map.entry(0, "KE_NONE"),
          Map.entry(1, "MODP_768"),
          Map.entry(2, "MODP_1024"),
          Map.entry(5, "MODP_1536"),
          Map.entry(14, "MODP_2048"),
          Map.entry(15, "MODP_3072"),
          Map.entry(16, "MODP_4096"),
          Map.entry(17, "MODP_6144"),
          Map.entry(18, "MODP_8192"),
          Map.entry(19, "ECP_256"),
          Map.entry(20, "ECP_384"),
          Map.entry(21, "ECP_521"),
          Map.entry(24, "MODP_2048_256"),
          Map.entry(31, "CURVE25519"),
          Map.entry(32, "CURVE448"),
          Map.entry(35, "ML_KEM_512"),
          Map.entry(36, "ML_KEM_768"),
          Map.entry(37, "ML_KEM_1024"));

  private static final Map<Integer, Map<Integer, String>> BY_TYPE =
      Map.of(
          Transform.ENCRYPTION, ENCRYPTION,
          Transform.PRF, PRF,
          Transform.INTEGRITY, INTEGRITY,
          Transform.KEY_EXCHANGE, KEY_EXCHANGE);

  /** Encryption algorithms whose key length must be stated: those of AES and Camellia. */
  private static final Set<Integer> SEVERAL_KEY_LENGTHS =
      Set.of(12, 13, 14, 15, 16, 18, 19, 20, 23);

  /** Encryption algorithms that authenticate too (RFC 5282). */
  private static final Set<Integer> COMBINED = Set.of(14, 15, 16, 18, 19, 20, 28);

  private AlgorithmNames() {}

  /** Whether this encryption algorithm also authenticates. */
  static boolean isCombined(int encryption) {
    return COMBINED.contains(encryption);
  }

  /** The algorithm of this name, if a key length is given just where one is needed. */
  static Optional<Transform> find(String name, OptionalInt keyLength) {
    return BY_TYPE.entrySet().stream()
        .flatMap(
            names ->
                names.getValue().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(name))
                    .map(entry -> new Transform(names.getKey(), entry.getKey(), keyLength)))
        .filter(found -> hasSeveralKeyLengths(found) == keyLength.isPresent())
        .findFirst();
  }

  /** What can be written where an algorithm is wanted. */
  static String all() {
    return BY_TYPE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            names ->
                names.getValue().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> written(names.getKey(), entry.getKey(), entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String written(int type, int id, String name) {
    boolean several = hasSeveralKeyLengths(new Transform(type, id, OptionalInt.empty()));
    return several ? name + "_(128, 192 or 256)" : name;
  }

  private static boolean hasSeveralKeyLengths(Transform transform) {
    return transform.type() == Transform.ENCRYPTION && SEVERAL_KEY_LENGTHS.contains(transform.id());
  }

  /** The name, or {@code TRANSFORM_type_id}. */
  static String nameOf(int type, int id) {
    return BY_TYPE.getOrDefault(type, Map.of()).getOrDefault(id, "TRANSFORM_" + type + "_" + id);
  }

  /** The name of a key exchange method ("Diffie-Hellman group"), or {@code TRANSFORM_4_id}. */
  static String group(int id) {
    return nameOf(Transform.KEY_EXCHANGE, id);
  }
}
