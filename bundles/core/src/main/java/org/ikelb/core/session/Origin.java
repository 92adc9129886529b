package org.ikelb.core.session;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.ikelb.spi.Key;

/**
 * Where a session comes from.
 *
 * <p>Immutable.
 *
 * @param initiatorSpi chosen by the client in its IKE_SA_INIT
 * @param from the address that its first request came from
 * @param group the persistency group's name
 * @param key what others may follow it by; empty: nobody follows it
 * @param placement why it is on its gateway
 * @param openedNanos when
 * @param openedAt when, for people
 */
public record Origin(
    long initiatorSpi,
    InetAddress from,
    String group,
    Optional<Key> key,
    String placement,
    long openedNanos,
    Instant openedAt) {}
