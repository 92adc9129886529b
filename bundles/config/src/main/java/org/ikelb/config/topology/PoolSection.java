package org.ikelb.config.topology;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Outliers;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.config.binding.AtLeastOne;
import org.ikelb.spi.Setting;

/**
 * A pool, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record PoolSection(
    @Setting(
            help = "The balancing method: picks the gateway for a new session. A plugin.",
            defaultValue = "maglev")
        PluginUse method,
    @Setting(
            help =
                "How long a gateway that came up gets less than its share of new sessions. If not"
                    + " given: it gets its share at once.",
            min = "1s",
            max = "24h")
        Optional<Duration> slowStart,
    @Setting(
            help =
                "Whose address the gateways see: `translate` is one of ikelb's own, `preserve` is"
                    + " the client's (not supported by `run` yet).",
            defaultValue = "translate")
        ClientAddress clientAddress,
    @Setting(
            help =
                "ikelb's own addresses towards the gateways. Gateways limit half-open sessions per"
                    + " source address, so several carry more logins at a time. If not given: the"
                    + " kernel chooses.")
        List<InetAddress> sourceAddresses,
    @Setting(
            help =
                "ikelb's own UDP ports towards the gateways, first to last, of 1024 to 65535 and"
                    + " without 4500. Each session uses one per virtual server.",
            defaultValue = "10240-32767")
        PortRange upstreamPorts,
    @AtLeastOne @Setting(help = "The VPN servers, by name.") Map<String, GatewaySection> gateways,
    @Setting(
            help =
                "The names of the monitors that probe each gateway. If not given: gateways are not"
                    + " probed and count as usable.")
        List<String> monitors,
    @Setting(
            help =
                "How several monitors make one state: `protocol` lets those that speak IKE decide"
                    + " (all, if none does), `all` needs all to pass, `any` needs one.",
            defaultValue = "protocol")
        UpWhen upWhen,
    @Setting(
            help =
                "How long after a gateway went down its established sessions are released. If not"
                    + " given: never, since it may only be unreachable for ikelb.",
            min = "1s",
            max = "24h")
        Optional<Duration> holdDown,
    @Setting(
            help =
                "Guards in the order in which they are asked: they may refuse to open a session."
                    + " Plugins. A list that is given is the list: `[]` is none.",
            defaultValue = "rate-limit, cookie")
        List<PluginUse> guards,
    @Setting(
            help =
                "What becomes of a request whose guard failed, was set aside, or is not there:"
                    + " `pass` asks the next guard, `drop` opens no session.",
            defaultValue = "pass")
        GuardFailure guardFailure,
    @Setting(
            help =
                "What becomes of a gateway that refused or ignored clients of several addresses,"
                    + " whom another one then let in: `eject` gives it no new sessions for a while,"
                    + " `warn` only says so, `off` does nothing.",
            defaultValue = "eject")
        Outliers outliers) {

  Pool toPool(String name) {
    Map<String, Gateway> built = new LinkedHashMap<>();
    gateways.forEach(
        (gateway, section) -> built.put(gateway, section.toGateway(new GatewayId(name, gateway))));
    return new Pool(
        name,
        method,
        slowStart,
        clientAddress,
        sourceAddresses,
        upstreamPorts,
        built,
        monitors,
        upWhen,
        holdDown,
        guards,
        guardFailure,
        outliers);
  }
}
