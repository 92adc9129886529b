package org.ikelb.core.plugin;

/**
 * A session, as far as observers are told of it.
 *
 * <p>Thread-safe.
 */
public interface ObservedSession {
  /** As people type it. */
  String id();

  /** {@code pool/gateway}. */
  String gatewayName();
}
