package org.ikelb.core.follow;

import java.util.HexFormat;

/**
 * The two SPIs of an IKE SA as they stand in the header, which after a gateway's re-key is the
 * gateway's order (RFC 7296, section 2.18).
 *
 * @param initiator bytes 0 to 7 of the header
 * @param responder bytes 8 to 15
 */
public record SpiPair(long initiator, long responder) {

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(initiator) + "-" + hex.toHexDigits(responder);
  }
}
