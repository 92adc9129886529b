package org.ikelb.api.topology;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How much ikelb takes on.
 *
 * @param sessions all sessions, half-open ones included
 * @param halfOpen half-open sessions; beyond them the one that has shown least gives way
 * @param halfOpenPerSource half-open sessions from one IPv4 address or IPv6 /56; beyond them the
 *     one of these that has shown least gives way
 */
@ProviderType
public record Limits(int sessions, int halfOpen, int halfOpenPerSource) {
  public static final Limits DEFAULT = new Limits(100_000, 10_000, 2_500);
}
