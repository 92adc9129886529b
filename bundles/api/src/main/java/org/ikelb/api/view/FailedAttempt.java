package org.ikelb.api.view;

import java.time.Duration;
import java.time.Instant;
import org.ikelb.api.topology.GatewayId;

/**
 * An attempt to log in that failed.
 *
 * @param at when it was over
 * @param took since its IKE_SA_INIT
 * @param session its session's id; the session may be no more
 * @param client the address that its IKE_SA_INIT came from
 * @param gateway where it was tried
 * @param outcome what it came to
 * @param detail by whom, which notification, which sizes: a sentence
 * @param offer what the client offered, {@code AES_CBC_256/HMAC_SHA2_256_128/...}
 */
public record FailedAttempt(
    Instant at,
    Duration took,
    String session,
    String client,
    GatewayId gateway,
    AttemptOutcome outcome,
    String detail,
    String offer) {}
