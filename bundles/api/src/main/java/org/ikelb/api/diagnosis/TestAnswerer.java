package org.ikelb.api.diagnosis;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Answers the requests of a test in place of a gateway.
 *
 * <p>Thread-safe. Asked on event loops: it never waits, and takes no lock.
 */
public interface TestAnswerer {
  /**
   * Whether a request is one of a test. Asked for each request to open an IKE SA, so it is quick.
   *
   * @param initiatorSpi the request's
   * @param nowNanos as of {@link System#nanoTime}
   */
  boolean knows(long initiatorSpi, long nowNanos);

  /**
   * The answer to a request that it knows.
   *
   * @param natT whether it came behind a non-ESP marker
   * @param message from the IKE header on, without the marker; read-only
   * @param nowNanos as of {@link System#nanoTime}
   * @return never longer than the request, without a marker; empty: there are too many of them, the
   *     request is dropped
   */
  Optional<ByteBuffer> answer(
      boolean natT, InetSocketAddress client, ByteBuffer message, long nowNanos);
}
