package org.ikelb.guard.cookie;

import org.ikelb.spi.Setting;

/**
 * When clients are asked for cookies.
 *
 * <p>The default is a tenth of the 10000 half-open sessions that ikelb keeps by default. A login
 * takes well under a second, so honest clients get there only at a thousand logins a second, and
 * then a cookie costs each of them one round trip. Nine tenths are left for those who began without
 * one.
 */
record CookieSettings(
    @Setting(
            help =
                "Half-open sessions, of all pools, from which on clients are asked for cookies; half"
                    + " of `limits.halfOpen`, if that is less.",
            min = "0",
            max = "1000000",
            defaultValue = "1000")
        int threshold,
    @Setting(
            help = "Whether they are asked however few sessions are half-open.",
            defaultValue = "false")
        boolean always) {}
