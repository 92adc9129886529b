package org.ikelb.api.plugin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.api.view.SettingView;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes a settings record from the values written in the topology, strictly, and describes it: by
 * the record's {@link org.ikelb.spi.Setting} annotations.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface SettingsBinder {
  /**
   * Binds all values, or none.
   *
   * @param type the settings record
   * @param values as in {@link org.ikelb.api.topology.PluginUse#settings()}
   * @throws InvalidSettings with all that is wrong
   */
  <S extends Record> S bind(Class<S> type, Map<String, Object> values) throws InvalidSettings;

  /**
   * What {@link #bind} takes, in the record's order.
   *
   * @throws IllegalArgumentException if the record's declaration is itself wrong
   */
  List<SettingView> describe(Class<? extends Record> type);

  /**
   * Refuses a declaration that nobody can give values to, whatever is written.
   *
   * @param taken keys that mean something else where its values stand
   * @throws IllegalArgumentException with what is wrong
   */
  void check(Class<? extends Record> type, Set<String> taken);

  /** Settings that break a rule. */
  final class InvalidSettings extends Exception {
    private final List<Violation> violations;

    public InvalidSettings(List<Violation> violations) {
      super(violations.toString());
      this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
      return violations;
    }
  }

  /**
   * One broken rule.
   *
   * @param path keys and list indexes from the settings down to the value; empty: the whole
   * @param rule what is wrong, and what the rule is
   */
  record Violation(List<String> path, String rule) {
    public Violation {
      path = List.copyOf(path);
    }
  }
}
