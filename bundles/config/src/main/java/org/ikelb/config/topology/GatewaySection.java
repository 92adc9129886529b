package org.ikelb.config.topology;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.config.binding.AtLeastOne;
import org.ikelb.spi.Setting;

/**
 * A gateway, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record GatewaySection(
    @AtLeastOne
        @Setting(
            help = "Its address, or one of each family: then that of the client's family is used.")
        List<InetAddress> address,
    @Setting(
            help = "Its share of new sessions, in proportion to the others; 0 gets none.",
            min = "0",
            max = "1000",
            defaultValue = "1")
        int weight,
    @Setting(
            help = "More sessions than these are placed elsewhere. If not given: no limit.",
            min = "1")
        Optional<Integer> maxSessions,
    @Setting(
            help =
                "More half-open sessions than these are placed elsewhere: a gateway may refuse all"
                    + " once there are too many from one address. With strongSwan's defaults 3"
                    + " for each of `sourceAddresses` are safe. If not given: no limit.",
            min = "1")
        Optional<Integer> maxHalfOpen) {

  Gateway toGateway(GatewayId id) {
    return new Gateway(
        id,
        first(Inet4Address.class),
        first(Inet6Address.class),
        weight,
        limit(maxSessions),
        limit(maxHalfOpen));
  }

  private static OptionalInt limit(Optional<Integer> written) {
    return written.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private <A extends InetAddress> Optional<A> first(Class<A> family) {
    return address.stream().filter(family::isInstance).map(family::cast).findFirst();
  }
}
