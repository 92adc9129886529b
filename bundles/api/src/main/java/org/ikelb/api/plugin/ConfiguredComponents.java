package org.ikelb.api.plugin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ikelb.api.view.SettingView;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * What can be set for plugins that no topology names: their settings are those of their components,
 * and kept by Config Admin.
 *
 * <p>Stateless; thread-safe.
 */
final class ConfiguredComponents {
  /** What OSGi and ikelb read themselves. */
  private static final Pattern NOT_SETTINGS =
      Pattern.compile("(ikelb|service|component|osgi|event)\\..*|\\..*");

  private ConfiguredComponents() {}

  /** Those of the component that offers this service under this {@code ikelb.name}. */
  static List<SettingView> settings(
      ServiceComponentRuntime components, Class<?> service, String name) {
    return components.getComponentDescriptionDTOs().stream()
        .filter(
            component -> Stream.of(component.serviceInterfaces).anyMatch(service.getName()::equals))
        .filter(component -> name.equals(component.properties.get(PluginFactory.NAME)))
        .filter(component -> !component.configurationPolicy.equals("ignore"))
        .flatMap(ConfiguredComponents::settings)
        .toList();
  }

  private static Stream<SettingView> settings(ComponentDescriptionDTO component) {
    String where = "The configuration " + String.join(", ", component.configurationPid);
    Map<String, Object> properties = new TreeMap<>(component.properties);
    properties.keySet().removeIf(key -> NOT_SETTINGS.matcher(key).matches());
    return properties.entrySet().stream()
        .map(
            entry ->
                new SettingView(
                    entry.getKey(),
                    word(entry.getValue()),
                    word(entry.getValue()),
                    false,
                    List.of(),
                    "",
                    "",
                    false,
                    String.valueOf(entry.getValue()),
                    where,
                    List.of()));
  }

  private static String word(Object value) {
    if (value instanceof Boolean) {
      return "true or false";
    }
    if (value instanceof Float || value instanceof Double) {
      return "number";
    }
    return value instanceof Number ? "whole number" : "text";
  }
}
