package org.ikelb.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes selectors: a balancing method.
 *
 * <p>Called on control threads.
 *
 * @param <S> the settings record
 */
@ConsumerType
public interface BalancingMethodFactory<S extends Record> extends PluginFactory<S> {
  /**
   * Builds a selector; anew when its settings or the candidates change.
   *
   * @param settings bound and checked
   * @param candidates the configured gateways of the pool, at least one, in the order of the file
   * @throws RuntimeException if it cannot: weighted-round-robin stands in then, which is warned of
   */
  Selector create(S settings, List<Candidate> candidates);
}
