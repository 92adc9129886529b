package org.ikelb.ike;

/**
 * What ended the reading of a message's payloads early, or was odd about it.
 *
 * <p>Immutable and thread-safe.
 */
public enum PayloadFault {
  /** Nothing: all payloads were read, and they fill the message. */
  NONE,
  /** Not IKE version 2: nothing behind the header was read. */
  VERSION,
  /** The header's length is shorter than the header or longer than the datagram. */
  MESSAGE_LENGTH,
  /** A payload is shorter than its own header, or longer than what is left of the message. */
  PAYLOAD_LENGTH,
  /** A payload's body does not have the shape of its type; it was kept as it is. */
  CONTENT,
  /** More payloads than anybody sends; the others were not read. */
  TOO_MANY,
  /** Bytes are left over behind the last payload. */
  LEFT_OVER
}
