package org.ikelb.diagnosis.policy.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ikelb.ike.Transform;

/** The keywords that strongSwan's proposals are made of, those in use. Pure functions. */
final class StrongSwanWords {
  private static final Map<String, Transform> WORDS = new TreeMap<>();

  static {
    for (int bits : List.of(128, 192, 256)) {
      put("aes" + bits, "AES_CBC_" + bits);
      for (String icv : List.of("gcm16", "gcm128", "gcm")) {
        put("aes" + bits + icv, "AES_GCM_16_" + bits);
      }
      put("aes" + bits + "ccm16", "AES_CCM_16_" + bits);
      put("camellia" + bits, "CAMELLIA_CBC_" + bits);
    }
    put("aes", "AES_CBC_128");
    put("3des", "3DES_CBC");
    put("des", "DES_CBC");
    put("null", "NULL");
    put("chacha20poly1305", "CHACHA20_POLY1305");
    put("md5", "HMAC_MD5_96");
    put("prfmd5", "PRF_HMAC_MD5");
    for (String sha1 : List.of("sha1", "sha")) {
      put(sha1, "HMAC_SHA1_96");
      put("prf" + sha1, "PRF_HMAC_SHA1");
    }
    for (int bits : List.of(256, 384, 512)) {
      for (String sha2 : List.of("sha" + bits, "sha2_" + bits)) {
        put(sha2, "HMAC_SHA2_" + bits + "_" + bits / 2);
        put("prf" + sha2, "PRF_HMAC_SHA2_" + bits);
      }
      put("ecp" + (bits == 512 ? 521 : bits), "ECP_" + (bits == 512 ? 521 : bits));
    }
    put("aesxcbc", "AES_XCBC_96");
    put("prfaesxcbc", "PRF_AES128_XCBC");
    for (int bits : List.of(768, 1024, 1536, 2048, 3072, 4096, 6144, 8192)) {
      put("modp" + bits, "MODP_" + bits);
    }
    put("modp2048s256", "MODP_2048_256");
    put("curve25519", "CURVE25519");
    put("x25519", "CURVE25519");
    put("curve448", "CURVE448");
    put("x448", "CURVE448");
  }

  private StrongSwanWords() {}

  private static void put(String word, String algorithm) {
    WORDS.put(word, Transform.parse(algorithm));
  }

  static Optional<Transform> find(String word) {
    return Optional.ofNullable(WORDS.get(word));
  }

  static List<String> all() {
    return List.copyOf(WORDS.keySet());
  }
}
