package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Finds payloads of a message in clear where they lie, for the loops: nothing of them is read, and
 * nothing is allocated. What is to be read whole is read with {@link IkeMessage}.
 *
 * <pre>
 *  0      1                     2        4
 *  +------+---------------------+--------+------+
 *  | next | critical, reserved  | length | body |     length: with these 4 bytes
 *  +------+---------------------+--------+------+
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class ClearPayloads {
  /** No payload lies there. */
  public static final int NONE = -1;

  private static final int HEADER = 4;
  private static final int NOTIFY_TYPE = HEADER + 2;

  private ClearPayloads() {}

  /**
   * Where the body of the first payload of a type begins; {@link #NONE} if there is none before the
   * end, the first one that is encrypted, or the first one whose length cannot be right.
   *
   * @param b the datagram, to its limit, big-endian
   * @param offset where a header begins of which the length was checked
   * @param type see {@link PayloadType}
   */
  public static int find(ByteBuffer b, int offset, int type) {
    int next = IkeHeader.nextPayload(b, offset);
    int at = offset + IkeHeader.LENGTH;
    for (int i = 0; i < PayloadReader.MOST_PAYLOADS && isReadable(b, at, next); i++) {
      if (next == type) {
        return at + HEADER;
      }
      next = b.get(at) & 0xff;
      at += b.getShort(at + 2) & 0xffff;
    }
    return NONE;
  }

  private static boolean isReadable(ByteBuffer b, int at, int type) {
    if (type == PayloadType.NONE || PayloadType.isProtected(type) || b.limit() - at < HEADER) {
      return false;
    }
    int length = b.getShort(at + 2) & 0xffff;
    return length >= HEADER && length <= b.limit() - at;
  }

  /** How many bytes a body has that {@link #find} has found there. */
  public static int length(ByteBuffer b, int body) {
    return (b.getShort(body - 2) & 0xffff) - HEADER;
  }

  /**
   * The type of the first notification, see {@link NotifyType}; empty if there is none.
   *
   * @param b the datagram, to its limit, big-endian
   * @param offset where a header begins of which the length was checked
   */
  public static OptionalInt notifyType(ByteBuffer b, int offset) {
    int body = find(b, offset, PayloadType.NOTIFY);
    return body == NONE || length(b, body) < NOTIFY_TYPE - 2
        ? OptionalInt.empty()
        : OptionalInt.of(b.getShort(body + NOTIFY_TYPE - HEADER) & 0xffff);
  }
}
