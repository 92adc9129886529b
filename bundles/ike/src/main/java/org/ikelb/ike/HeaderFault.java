package org.ikelb.ike;

/**
 * What is wrong with an IKE header, if anything: the first rule of {@link HeaderRules} it breaks.
 *
 * <p>Immutable and thread-safe.
 */
public enum HeaderFault {
  /** Nothing. */
  NONE,
  /** Fewer bytes than a header has. */
  TOO_SHORT,
  /** The length field is shorter than the header, or longer than the datagram. */
  LENGTH,
  /** IKE version 1, which L2TP/IPsec speaks, too. */
  IKEV1,
  /** Neither IKE version 2 nor 1. */
  VERSION,
  /** An exchange that ikelb does not know. */
  EXCHANGE,
  /** The I or R flag cannot be right for this exchange and direction. */
  FLAGS,
  /** An SPI is 0 that must not be, or is not 0 that must be. */
  SPI,
  /** An exchange that opens an IKE SA has a message id. */
  MESSAGE_ID,
  /** In clear, though only an encrypted message makes sense. */
  UNPROTECTED
}
