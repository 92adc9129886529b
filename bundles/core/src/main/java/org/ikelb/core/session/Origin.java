package org.ikelb.core.session;

import java.time.Instant;
import java.util.Optional;
import org.ikelb.spi.Key;

/**
 * Where a session comes from.
 *
 * <p>Immutable.
 *
 * @param initiatorSpi chosen by the client in its IKE_SA_INIT
 * @param group the persistency group's name
 * @param key what others may follow it by; empty: nobody follows it
 * @param placement why it is on its gateway
 * @param addressProven whether a guard has vouched for the client's address: what was sent to it
 *     came back. False if nobody knows, as after a restart
 * @param openedNanos when
 * @param openedAt when, for people
 */
public record Origin(
    long initiatorSpi,
    String group,
    Optional<Key> key,
    String placement,
    boolean addressProven,
    long openedNanos,
    Instant openedAt) {}
