package org.ikelb.diagnosis.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ikelb.ike.Transform;

/**
 * What an algorithm is for, with those that gateways are asked for: all that gateways in the field
 * are set to, the weak ones too. In a question that no SA can come of they do no harm.
 *
 * <p>Immutable.
 */
enum Kind {
  ENCRYPTION(
      Transform.ENCRYPTION,
      "AES_GCM_16_256/AES_GCM_16_192/AES_GCM_16_128/CHACHA20_POLY1305"
          + "/AES_CBC_256/AES_CBC_192/AES_CBC_128/3DES_CBC/DES_CBC"),
  INTEGRITY(
      Transform.INTEGRITY,
      "HMAC_SHA2_512_256/HMAC_SHA2_384_192/HMAC_SHA2_256_128/HMAC_SHA1_96/HMAC_MD5_96"),
  PRF(
      Transform.PRF,
      "PRF_HMAC_SHA2_512/PRF_HMAC_SHA2_384/PRF_HMAC_SHA2_256/PRF_HMAC_SHA1/PRF_HMAC_MD5"),
  GROUP(
      Transform.KEY_EXCHANGE,
      "ECP_521/ECP_384/ECP_256/CURVE25519/MODP_8192/MODP_6144/MODP_4096/MODP_3072/MODP_2048"
          + "/MODP_2048_256/MODP_1536/MODP_1024/MODP_768");

  private final int type;
  private final String asked;

  Kind(int type, String asked) {
    this.type = type;
    this.asked = asked;
  }

  static Kind of(Transform transform) {
    return Stream.of(values())
        .filter(kind -> kind.type == transform.type())
        .findFirst()
        .orElseThrow();
  }

  /** The strongest first. */
  List<Transform> asked() {
    return Stream.of(asked.split("/", -1)).map(Transform::parse).toList();
  }

  /** {@code encryption}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
