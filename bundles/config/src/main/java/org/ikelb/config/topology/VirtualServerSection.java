package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.config.binding.AtLeastOne;
import org.ikelb.spi.Setting;

/**
 * A virtual server, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record VirtualServerSection(
    @AtLeastOne
        @Setting(help = "The addresses that clients send to, of either family; no host names.")
        List<InetAddress> address,
    @Setting(help = "The UDP port that clients send to.", min = "1", max = "65535") int port,
    @Setting(
            help =
                "What is spoken there: `ike` is IKE as on port 500; `nat-t` is ESP, keepalives and"
                    + " IKE behind a marker as on port 4500. Needed only if the port is neither;"
                    + " otherwise it follows from the port.")
        Optional<Protocol> protocol,
    @Setting(
            help =
                "The port of the gateways that its datagrams go to. If not given: 500 for `ike`,"
                    + " 4500 for `nat-t`.",
            min = "1",
            max = "65535")
        Optional<Integer> gatewayPort,
    @Setting(help = "The name of the pool that serves it.") String pool) {

  /** What is spoken: as written, else by the port; empty if neither tells. */
  Optional<Protocol> spoken() {
    return protocol.or(
        () -> Arrays.stream(Protocol.values()).filter(known -> known.port() == port).findFirst());
  }

  /** The port of the gateways: as written, else by what is spoken; empty if neither tells. */
  Optional<Integer> towardsGateways() {
    return gatewayPort.or(() -> spoken().map(Protocol::port));
  }

  VirtualServer toVirtualServer(String name) {
    return new VirtualServer(
        name, address, port, spoken().orElseThrow(), towardsGateways().orElseThrow(), pool);
  }
}
