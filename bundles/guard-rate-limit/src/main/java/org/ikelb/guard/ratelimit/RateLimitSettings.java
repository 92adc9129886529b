package org.ikelb.guard.ratelimit;

import org.ikelb.spi.Setting;

/**
 * How many sessions one source may open.
 *
 * <p>The defaults are far above what people do and below what harms. All 2000 laptops of an office
 * behind one NAT may reconnect in the same second; from the next one on another 100 may each
 * second, and because a client repeats a request that got no answer, the others wait a few seconds
 * and are not refused. It bounds what one source asks for and not how long that is kept, which may
 * be for {@code timeouts.halfOpen} or {@code timeouts.authenticating}: how many half-open sessions
 * it may hold is said by {@code limits.halfOpenPerSource}. For IPv6 a source is a /56, what a
 * provider gives to a home.
 */
record RateLimitSettings(
    @Setting(
            help = "IKE_SA_INIT requests that one source may send per second for any time.",
            min = "1",
            max = "1000000",
            defaultValue = "100")
        int rate,
    @Setting(
            help = "IKE_SA_INIT requests that one source may send at once after a quiet time.",
            min = "1",
            max = "1000000",
            defaultValue = "2000")
        int burst,
    @Setting(
            help = "IPv4 clients whose addresses agree in so many leading bits are one source.",
            min = "8",
            max = "32",
            defaultValue = "32")
        int prefix4,
    @Setting(
            help = "IPv6 clients whose addresses agree in so many leading bits are one source.",
            min = "16",
            max = "128",
            defaultValue = "56")
        int prefix6) {}
