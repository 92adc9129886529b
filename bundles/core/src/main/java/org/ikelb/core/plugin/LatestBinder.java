package org.ikelb.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.view.SettingView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The settings binder that was there last. Binding is pure, so while the bundle that does it is
 * updated its old one goes on: traffic needs neither.
 *
 * <p>Thread-safe.
 */
@Component(service = LatestBinder.class)
public final class LatestBinder implements SettingsBinder {
  private volatile Optional<SettingsBinder> latest = Optional.empty();

  @Activate
  public LatestBinder() {}

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setBinder(SettingsBinder binder) {
    latest = Optional.of(binder);
  }

  public void unsetBinder(SettingsBinder gone) {
    // It is kept until there is another.
  }

  @Override
  public <S extends Record> S bind(Class<S> type, Map<String, Object> values)
      throws InvalidSettings {
    return latest().bind(type, values);
  }

  @Override
  public List<SettingView> describe(Class<? extends Record> type) {
    return latest().describe(type);
  }

  @Override
  public void check(Class<? extends Record> type, Set<String> taken) {
    latest().check(type, taken);
  }

  private SettingsBinder latest() {
    return latest.orElseThrow(() -> new IllegalStateException("no bundle binds settings"));
  }
}
