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
  /**
   * Makes one for a place in a pool; anew when its settings or this factory change.
   *
   * @param settings bound and checked
   * @throws RuntimeException if it cannot: the pool says what happens then, which is warned of
   */
  Guard create(S settings);
}
