package org.ikelb.ike;

/**
 * What a UDP datagram on the NAT-T port is (RFC 3948, section 2).
 *
 * <p>Immutable and thread-safe.
 */
public enum DatagramKind {
  /** An IKE message behind the non-ESP marker. */
  IKE,
  /** ESP: SPI, sequence number, ciphertext. */
  ESP,
  /** The single byte 0xff that keeps a NAT's mapping alive. */
  KEEPALIVE,
  /** None of these: too short for what it begins like. */
  INVALID
}
