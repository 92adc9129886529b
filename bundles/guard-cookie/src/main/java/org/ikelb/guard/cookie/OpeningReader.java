package org.ikelb.guard.cookie;

import java.nio.ByteBuffer;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.PayloadType;

/**
 * Finds what a cookie is about in a request, in place: its nonce, and a cookie that came back.
 * Whatever the bytes are, nothing is thrown and no more is read than there is.
 *
 * <pre>
 *  IKE_SA_INIT         header | [N(COOKIE)] | SA | KE | Ni | ...
 *  IKE_SESSION_RESUME  header | [N(COOKIE)] | Ni | N(TICKET_OPAQUE) | ...       RFC 5723
 * </pre>
 *
 * <p>Buffers hold a message from its header on, at position 0, big-endian. Allocates nothing.
 *
 * <p>Stateless and thread-safe.
 */
final class OpeningReader {
  static final int NOT_FOUND = -1;

  /** More than anybody sends in clear: strongSwan sends 11, Windows about 10. */
  private static final int MOST_PAYLOADS = 64;

  /** RFC 7296, section 2.10. */
  private static final int LONGEST_NONCE = 256;

  private static final int PAYLOAD_HEADER = 4;

  /** Protocol, SPI size and type, before a notification's data. */
  private static final int NOTIFY_HEAD = 4;

  private OpeningReader() {}

  /**
   * Where the body of the first nonce payload begins; {@link #NOT_FOUND}: there is none, or it is
   * longer than any may be.
   */
  static int nonce(ByteBuffer message) {
    int end = end(message);
    int type = IkeHeader.nextPayload(message, 0);
    int at = IkeHeader.LENGTH;
    for (int payload = 0; payload < MOST_PAYLOADS && fits(message, at, end); payload++) {
      if (type == PayloadType.NONCE) {
        int body = at + PAYLOAD_HEADER;
        return nonceLength(message, body) <= LONGEST_NONCE ? body : NOT_FOUND;
      }
      if (type == PayloadType.NONE || PayloadType.isProtected(type)) {
        return NOT_FOUND;
      }
      type = message.get(at) & 0xff;
      at += length(message, at);
    }
    return NOT_FOUND;
  }

  /** The length of a body that was found. */
  static int nonceLength(ByteBuffer message, int nonce) {
    return length(message, nonce - PAYLOAD_HEADER) - PAYLOAD_HEADER;
  }

  /**
   * Where a cookie of this length begins that the request brings back, so has as its first payload;
   * {@link #NOT_FOUND}: it has none.
   */
  static int cookie(ByteBuffer message, int length) {
    int at = IkeHeader.LENGTH;
    int body = at + PAYLOAD_HEADER;
    return IkeHeader.nextPayload(message, 0) == PayloadType.NOTIFY
            && fits(message, at, end(message))
            && length(message, at) == PAYLOAD_HEADER + NOTIFY_HEAD + length
            && message.get(body + 1) == 0
            && (message.getShort(body + 2) & 0xffff) == NotifyType.COOKIE
        ? body + NOTIFY_HEAD
        : NOT_FOUND;
  }

  private static int end(ByteBuffer message) {
    return (int) Math.min(IkeHeader.length(message, 0), message.limit());
  }

  /** Whether a whole payload begins there. */
  private static boolean fits(ByteBuffer message, int at, int end) {
    return end - at >= PAYLOAD_HEADER
        && length(message, at) >= PAYLOAD_HEADER
        && length(message, at) <= end - at;
  }

  private static int length(ByteBuffer message, int at) {
    return message.getShort(at + 2) & 0xffff;
  }
}
