package org.ikelb.api;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells what would happen to a datagram. Sends nothing and changes nothing.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface Tracer {
  /**
   * Follows a client's datagram as a loop would, by what is known now.
   *
   * @param client where it would come from
   * @param virtualServer where it would come to
   * @param datagram its UDP payload
   * @throws Refused if there is no such virtual server
   */
  Trace trace(InetSocketAddress client, String virtualServer, ByteBuffer datagram) throws Refused;

  /**
   * What would happen.
   *
   * @param outcome {@code forwarded}, {@code answered}, or a drop reason
   * @param gateway where it would be forwarded to, {@code pool/gateway}; empty: nowhere
   * @param steps what was looked at, and what was found, in order
   */
  record Trace(String outcome, String gateway, List<String> steps) {
    public Trace {
      steps = List.copyOf(steps);
    }
  }
}
