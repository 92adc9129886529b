package org.ikelb.api.view;

import java.util.Optional;

/**
 * A gateway that somebody changed.
 *
 * <p>Immutable.
 *
 * @param gateway afterwards
 * @param notSaved why the change is lost if ikelb ends now, as the end of a sentence; empty: it is
 *     on disk, or wherever the state store keeps it
 */
public record GatewayChange(GatewayView gateway, Optional<String> notSaved) {}
