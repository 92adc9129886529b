package org.ikelb.core.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.view.SettingView;
import org.ikelb.spi.NoSettings;

/** Binds plugins that have nothing to set. */
final class DefaultsBinder implements SettingsBinder {
  @Override
  public <S extends Record> S bind(Class<S> type, Map<String, Object> values) {
    return type.cast(new NoSettings());
  }

  @Override
  public List<SettingView> describe(Class<? extends Record> type) {
    if (type != NoSettings.class) {
      throw new IllegalArgumentException(type.getName() + " declares what nobody can set");
    }
    return List.of();
  }

  @Override
  public void check(Class<? extends Record> type, Set<String> taken) {
    var unused = describe(type);
  }
}
