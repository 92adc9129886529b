package org.ikelb.exporter.citrix;

import org.ikelb.api.topology.Protocol;

/**
 * The expression that picks the initiator's SPI from the first datagram of a flow: bytes 0 to 7 of
 * IKE, which on NAT-T ports stands after a marker of 4 bytes.
 *
 * <p>Stateless and thread-safe.
 */
final class SpiRule {
  private SpiRule() {}

  static String of(Protocol protocol) {
    return protocol == Protocol.IKE
        ? "CLIENT.UDP.PAYLOAD(8)"
        : "CLIENT.UDP.PAYLOAD(12).SUBSTR(4,8)";
  }
}
