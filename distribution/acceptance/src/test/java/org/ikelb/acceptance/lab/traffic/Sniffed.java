package org.ikelb.acceptance.lab.traffic;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * What somebody on the path knows of a tunnel, and what can be forged with it: payloads for port
 * 4500 (RFC 3948).
 *
 * <p>Not thread-safe.
 */
public final class Sniffed {
  private static final int ESP_HEADER = 8;

  private final List<byte[]> fromClient;
  private final Random random = new Random();

  /**
   * @param captured everything, in order
   * @param client the endpoint whose tunnel is meant
   */
  public Sniffed(List<Capture.Datagram> captured, InetSocketAddress client) {
    fromClient =
        captured.stream()
            .filter(d -> d.from().equals(client) && d.payload().length > ESP_HEADER)
            .map(Capture.Datagram::payload)
            .toList();
  }

  /** The client's last request, as it was sent. */
  public byte[] lastRequest() {
    return last(fromClient.stream().filter(d -> isIke(d) && isRequest(d)).toList());
  }

  /** The client's last ESP datagram, as it was sent. */
  public byte[] lastEsp() {
    return last(fromClient.stream().filter(d -> !isIke(d)).toList());
  }

  /** ESP of its last SPI, with a sequence number so far above the last one. */
  public byte[] espAbove(int distance, int length) {
    ByteBuffer genuine = ByteBuffer.wrap(lastEsp());
    byte[] forged = new byte[length];
    random.nextBytes(forged);
    return ByteBuffer.wrap(forged)
        .putInt(genuine.getInt(0))
        .putInt(genuine.getInt(4) + distance)
        .array();
  }

  /** A request that looks protected, with an id so far above the last one. */
  public byte[] requestAbove(int distance) {
    byte[] genuine = IkeBytes.unmarked(lastRequest());
    return IkeBytes.marked(
        IkeBytes.secret(
            IkeBytes.initiatorSpi(genuine),
            IkeBytes.responderSpi(genuine),
            IkeBytes.INFORMATIONAL,
            IkeBytes.id(genuine) + distance,
            random));
  }

  /** A bare header of version 3.0 with this id. */
  public byte[] versionThree(int id) {
    byte[] genuine = IkeBytes.unmarked(lastRequest());
    return IkeBytes.marked(
        IkeBytes.versionThree(IkeBytes.initiatorSpi(genuine), IkeBytes.responderSpi(genuine), id));
  }

  private static boolean isIke(byte[] payload) {
    return ByteBuffer.wrap(payload).getInt(0) == 0;
  }

  private static boolean isRequest(byte[] payload) {
    return IkeBytes.isRequest(IkeBytes.unmarked(payload));
  }

  private static byte[] last(List<byte[]> payloads) {
    if (payloads.isEmpty()) {
      throw new AssertionError("none was captured");
    }
    return payloads.get(payloads.size() - 1);
  }
}
