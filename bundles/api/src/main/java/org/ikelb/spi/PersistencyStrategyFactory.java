package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes persistency strategies.
 *
 * <p>Called on control threads.
 *
 * @param <S> the settings record
 */
@ConsumerType
public interface PersistencyStrategyFactory<S extends Record> extends PluginFactory<S> {
  PersistencyStrategy create(S settings);
}
