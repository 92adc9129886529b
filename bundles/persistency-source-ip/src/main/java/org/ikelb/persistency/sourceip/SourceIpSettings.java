package org.ikelb.persistency.sourceip;

import org.ikelb.spi.Setting;

/**
 * How much of a client's address counts.
 *
 * <p>The default for IPv4 is the whole address: behind a NAT that is one office or home. For IPv6
 * it is a /56, what a provider gives to a home, and the same that limits and guards take for one
 * source: there a client gives itself new addresses as it likes (RFC 8981), and changes between the
 * home's networks.
 */
record SourceIpSettings(
    @Setting(
            help = "IPv4 clients whose addresses agree in so many leading bits share a gateway.",
            min = "8",
            max = "32",
            defaultValue = "32")
        int prefix4,
    @Setting(
            help = "IPv6 clients whose addresses agree in so many leading bits share a gateway.",
            min = "16",
            max = "128",
            defaultValue = "56")
        int prefix6) {}
