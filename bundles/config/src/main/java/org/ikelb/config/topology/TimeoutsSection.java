package org.ikelb.config.topology;

import java.time.Duration;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.config.binding.Key;
import org.ikelb.spi.Setting;

/**
 * Timeouts, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record TimeoutsSection(
    @Setting(
            help = "A session without an IKE_AUTH ends this long after it was opened.",
            min = "1s",
            max = "24h",
            defaultValue = "30s")
        Duration halfOpen,
    @Setting(
            help =
                "A half-open session ends this long after its last IKE_AUTH exchange: logins may"
                    + " wait for somebody to answer a phone.",
            min = "1s",
            max = "24h",
            defaultValue = "150s")
        Duration authenticating,
    @Setting(
            help = "An upstream of a virtual server that speaks `ike` ends after this silence.",
            min = "1s",
            max = "24h",
            defaultValue = "60s")
        Duration ike,
    @Key("nat-t")
        @Setting(
            help = "The same for `nat-t`, while the session is not established.",
            min = "1s",
            max = "24h",
            defaultValue = "2m")
        Duration natT,
    @Setting(
            help = "The same for `nat-t`, once the session is established.",
            min = "1s",
            max = "24h",
            defaultValue = "40m")
        Duration established) {

  Timeouts toTimeouts() {
    return new Timeouts(halfOpen, authenticating, ike, natT, established);
  }
}
