package org.ikelb.api.topology;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How much ikelb takes on.
 *
 * @param sessions all sessions, half-open ones included
 * @param halfOpen half-open sessions; beyond them the oldest gives way
 */
@ProviderType
public record Limits(int sessions, int halfOpen) {
  public static final Limits DEFAULT = new Limits(100_000, 10_000);
}
