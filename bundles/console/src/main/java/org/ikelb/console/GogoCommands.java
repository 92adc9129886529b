package org.ikelb.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.ikelb.api.Caller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers every verb as a Gogo command of the scope {@code ikelb}: {@code ikelb:gateways vpn}. One
 * service a first word, made from the verbs themselves, so a new verb needs nothing here.
 *
 * <p>Thread-safe.
 */
@Component(service = {})
public final class GogoCommands {
  static final String SCOPE = "ikelb";

  /** The variable of the session that holds the exit code of its last verb. */
  static final String EXIT_CODE = "exitCode";

  /** The variable of the session that holds who types, if that is known. */
  static final String CALLER = "caller";

  private final List<ServiceRegistration<Function>> registrations = new ArrayList<>();

  @Activate
  public GogoCommands(BundleContext context, @Reference Console console) {
    for (String word : console.firstWords()) {
      Map<String, Object> properties =
          Map.of(CommandProcessor.COMMAND_SCOPE, SCOPE, CommandProcessor.COMMAND_FUNCTION, word);
      registrations.add(
          context.registerService(
              Function.class, command(word, console), FrameworkUtil.asDictionary(properties)));
    }
  }

  @Deactivate
  void deactivate() {
    registrations.forEach(ServiceRegistration::unregister);
  }

  /** Prints to the shell's streams, so that pipes work; returns nothing that would print twice. */
  static Function command(String word, Console console) {
    return (session, arguments) -> {
      Caller caller = session.get(CALLER) instanceof Caller known ? known : Console.NOBODY_KNOWN;
      List<String> typed = new ArrayList<>();
      typed.add("--directory=" + session.currentDir());
      typed.add(word);
      arguments.forEach(argument -> typed.add(String.valueOf(argument)));
      session.put(EXIT_CODE, console.print(caller, typed));
      return null;
    };
  }
}
