package org.ikelb.api.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.StateStore;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Finds plugins whose component Declarative Services could not make, or does not make: else nobody
 * would know that they are there.
 *
 * <p>Stateless; thread-safe.
 */
final class IdleComponents {
  private static final Map<String, String> KINDS = kinds();
  private static final int LONGEST_REASON = 300;

  private IdleComponents() {}

  /** The kinds of plugins by the names of the services that they are. */
  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (ExtensionPoint point : ExtensionPoint.values()) {
      kinds.put(point.service(), point.title());
    }
    kinds.put(IkeObserver.class.getName(), "ike observer");
    kinds.put(StateStore.class.getName(), "state store");
    return kinds;
  }

  static List<FailedPlugin> of(ServiceComponentRuntime components) {
    List<FailedPlugin> failed = new ArrayList<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      kind(component)
          .ifPresent(
              kind ->
                  reason(components, component)
                      .map(reason -> failed(kind, component, reason))
                      .ifPresent(failed::add));
    }
    return failed;
  }

  private static Optional<String> kind(ComponentDescriptionDTO component) {
    return Stream.of(component.serviceInterfaces)
        .flatMap(name -> Stream.ofNullable(KINDS.get(name)))
        .findFirst();
  }

  private static FailedPlugin failed(
      String kind, ComponentDescriptionDTO component, String reason) {
    Object name = component.properties.get(PluginFactory.NAME);
    return new FailedPlugin(
        kind,
        name instanceof String text ? text : "",
        component.bundle.symbolicName,
        component.bundle.version,
        reason);
  }

  private static Optional<String> reason(
      ServiceComponentRuntime components, ComponentDescriptionDTO component) {
    if (!components.isComponentEnabled(component)) {
      return Optional.of("its component is disabled");
    }
    var configurations = components.getComponentConfigurationDTOs(component);
    if (configurations.isEmpty()) {
      return component.configurationPolicy.equals("require")
          ? Optional.of(
              "it waits for its settings, the configuration "
                  + String.join(", ", component.configurationPid))
          : Optional.empty();
    }
    return configurations.stream().flatMap(one -> reason(one).stream()).findFirst();
  }

  private static Optional<String> reason(ComponentConfigurationDTO configuration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          Optional.of("it threw " + shortened(configuration.failure));
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          Optional.of(
              "it waits for its settings, the configuration "
                  + String.join(", ", configuration.description.configurationPid));
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          Optional.of(
              "it waits for a service that nobody offers: "
                  + Arrays.stream(configuration.unsatisfiedReferences)
                      .map(reference -> reference.name)
                      .collect(Collectors.joining(", ")));
      default -> Optional.empty();
    };
  }

  /** The stack trace that the runtime gives, down to what was thrown first. */
  private static String shortened(String trace) {
    List<String> thrown =
        trace
            .lines()
            .filter(line -> !line.startsWith("\t") && !line.isBlank())
            .map(line -> line.replaceFirst("^Caused by: ", ""))
            .toList();
    String first = thrown.isEmpty() ? "something" : thrown.get(thrown.size() - 1);
    return first.length() > LONGEST_REASON ? first.substring(0, LONGEST_REASON) + "..." : first;
  }
}
