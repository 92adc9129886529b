package org.ikelb.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.ikelb.api.BundleCost;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Goes before Felix's commands that make bundles stand still: for one that carries the traffic they
 * say what that costs, and want {@code --yes}. What is wanted is done by Felix's own command.
 *
 * <p>Thread-safe.
 */
@Component(service = {})
public final class BundleCommands {
  private static final List<String> WORDS = List.of("stop", "update", "uninstall", "refresh");
  private static final String SURE = "--yes";

  private final BundleCost costs;
  private final List<ServiceRegistration<Function>> registrations = new ArrayList<>();

  @Activate
  public BundleCommands(BundleContext context, @Reference BundleCost costs) {
    this.costs = costs;
    for (String word : WORDS) {
      Map<String, Object> properties =
          Map.of(
              CommandProcessor.COMMAND_SCOPE,
              GogoCommands.SCOPE,
              CommandProcessor.COMMAND_FUNCTION,
              word);
      Function command = (session, arguments) -> run(session, word, arguments);
      registrations.add(
          context.registerService(Function.class, command, FrameworkUtil.asDictionary(properties)));
    }
  }

  @Deactivate
  void deactivate() {
    registrations.forEach(ServiceRegistration::unregister);
  }

  private Object run(CommandSession session, String word, List<Object> arguments) throws Exception {
    List<String> typed = arguments.stream().map(String::valueOf).toList();
    Optional<String> cost =
        typed.stream().map(costs::ofStopping).flatMap(Optional::stream).findFirst();
    if (cost.isPresent() && !typed.contains(SURE)) {
      throw new IllegalArgumentException(
          cost.get() + "; say " + word + " " + String.join(" ", typed) + " " + SURE + " to do it");
    }
    StringBuilder line = new StringBuilder("felix:").append(word);
    typed.stream()
        .filter(argument -> !argument.equals(SURE))
        .forEach(argument -> line.append(" '").append(argument).append('\''));
    return session.execute(line);
  }
}
