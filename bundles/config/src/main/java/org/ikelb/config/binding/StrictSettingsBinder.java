package org.ikelb.config.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.view.SettingView;
import org.ikelb.config.problem.Finding;
import org.ikelb.config.problem.Place;
import org.osgi.service.component.annotations.Component;

/**
 * Binds settings for the other bundles, by the same rules as the topology file.
 *
 * <p>Stateless and thread-safe.
 */
@Component
public final class StrictSettingsBinder implements SettingsBinder {

  @Override
  public <S extends Record> S bind(Class<S> type, Map<String, Object> values)
      throws InvalidSettings {
    List<Finding> findings = new ArrayList<>();
    Optional<S> settings = RecordBinder.bind(type, values, Place.root(findings::add));
    if (settings.isEmpty() || !findings.isEmpty()) {
      throw new InvalidSettings(
          findings.stream().map(finding -> new Violation(finding.path(), finding.rule())).toList());
    }
    return settings.get();
  }

  @Override
  public List<SettingView> describe(Class<? extends Record> type) {
    return SettingViews.of(type);
  }

  @Override
  public void check(Class<? extends Record> type, Set<String> taken) {
    SettingShape.check(type, taken);
  }
}
