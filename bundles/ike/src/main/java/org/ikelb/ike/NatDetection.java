package org.ikelb.ike;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes by which the ends of an IKE SA find out that a NAT is between them (RFC 7296, section
 * 2.23): SHA-1 over both SPIs, address and port as they stand in the header, as the sender sees
 * them. A balancer that translates looks like a NAT.
 *
 * <p>Stateless and thread-safe.
 */
public final class NatDetection {
  private NatDetection() {}

  /**
   * The data of a NAT_DETECTION_SOURCE_IP or NAT_DETECTION_DESTINATION_IP notification, 20 bytes.
   *
   * @param endpoint resolved
   */
  public static byte[] hash(long initiatorSpi, long responderSpi, InetSocketAddress endpoint) {
    byte[] address = endpoint.getAddress().getAddress();
    ByteBuffer input = ByteBuffer.allocate(8 + 8 + address.length + 2);
    input.putLong(initiatorSpi).putLong(responderSpi).put(address);
    input.putShort((short) endpoint.getPort());
    try {
      return MessageDigest.getInstance("SHA-1").digest(input.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
