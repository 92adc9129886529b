package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes guards.
 *
 * <p>Called on control threads.
 *
 * @param <S> the settings record
 */
@ConsumerType
public interface GuardFactory<S extends Record> extends PluginFactory<S> {
  Guard create(S settings);
}
