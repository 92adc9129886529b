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
  /**
   * Makes one for a persistency group; anew when its settings or this factory change.
   *
   * @param settings bound and checked
   * @throws RuntimeException if it cannot: each session is by itself then, which is warned of
   */
  PersistencyStrategy create(S settings);
}
