package org.ikelb.diagnosis.reach;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.Octets;
import org.ikelb.ike.ReadinessProbe;

/**
 * The requests of a test: IKE_SA_INIT with a key of group 0, made long by a vendor ID. Should one
 * come too late to be known, it does reach a gateway, which keeps no half-open SA for it.
 *
 * <p>Stateless and thread-safe.
 */
final class Requests {
  /**
   * Bytes of UDP payload: small; as long as any path carries; as long as most do; then in IP
   * fragments on any path, and as long as with certificates.
   */
  static final List<Integer> SIZES = List.of(300, 1200, 1300, 1400, 1480, 1600, 2400);

  /** How often each is sent. */
  static final int ROUNDS = 3;

  /** More UDP payload than this does not fit into one packet of IPv4 on Ethernet. */
  static final int LONGEST_UNFRAGMENTED = 1472;

  /** What comes behind the SPIs and before the length. */
  static final String FIELDS = "2120220800000000";

  private static final int PADDING_HEADER = 4;

  private Requests() {}

  /**
   * A whole message, without a marker.
   *
   * @param bytes of IKE
   */
  static ByteBuffer message(long spi, Octets random, int bytes) {
    return ReadinessProbe.padded(spi, ReadinessProbe.COMMON, random, bytes);
  }

  /**
   * What is between header and padding, in hexadecimal digits; the padding's header is four bytes:
   * 0, 0, and the length of both.
   */
  static String body(Octets random) {
    int bytes = SIZES.get(0);
    ByteBuffer message = message(1, random, bytes);
    int withoutPadding =
        ReadinessProbe.question(1, ReadinessProbe.COMMON, random).remaining() - IkeHeader.LENGTH;
    byte[] body = new byte[withoutPadding];
    message.position(IkeHeader.LENGTH).get(body);
    return HexFormat.of().formatHex(body);
  }

  /** Bytes of header, body and the padding's header: a length without the padding's content. */
  static int withoutPadding(String body) {
    return IkeHeader.LENGTH + body.length() / 2 + PADDING_HEADER;
  }
}
