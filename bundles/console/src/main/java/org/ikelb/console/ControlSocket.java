package org.ikelb.console;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.api.view.Warning;
import org.ikelb.console.peer.Accounts;
import org.ikelb.console.peer.Doorkeeper;
import org.ikelb.console.peer.RoleDoorkeeper;
import org.ikelb.console.peer.SystemAccounts;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code control.sock} in the state directory, for ikelb's own user and root; in tool mode
 * there is none. Where roles are given, a second socket serves those who have one, with threads of
 * its own: however busy others keep it, the first one answers.
 *
 * <p>Thread-safe.
 */
@Component(service = {})
public final class ControlSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final String NAME = "control.sock";

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable CommandProcessor gogo;

  private final Console console;
  private final List<ControlServer> servers = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  @Activate
  public ControlSocket(
      BundleContext context, @Reference Console console, @Reference ControlWarnings said) {
    this.console = console;
    String state = context.getProperty("ikelb.state");
    String mode = context.getProperty("ikelb.mode");
    if (state == null || "tool".equals(mode)) {
      return;
    }
    Path own = Path.of(state, NAME);
    open(own, ListeningSocket.Access.OWNER, peer -> new Caller(peer.name(), Role.ADMIN));
    if ("run".equals(mode)) { // a demo leaves the socket to the ikelb that balances
      share(context, own);
    }
    said.set(warnings);
    warnings.forEach(
        warning ->
            LOG.warn(
                "event={} property={} problem=\"{}\"",
                warning.code(),
                warning.subject(),
                warning.text()));
  }

  private void share(BundleContext context, Path own) {
    try {
      Accounts accounts = new SystemAccounts();
      UserPrincipal owner = Files.getOwner(own);
      SharedSocket shared =
          SharedSocket.read(
              name -> Optional.ofNullable(context.getProperty(name)), accounts, owner);
      warnings.addAll(shared.warnings());
      if (shared.path().isPresent()) {
        LOG.info("event=control-roles roles=\"{}\"", shared.roles());
        open(
            shared.path().get(),
            ListeningSocket.Access.EVERYBODY,
            new RoleDoorkeeper(owner, shared.roles(), accounts, System::nanoTime));
      }
    } catch (IOException e) { // said already: there is no socket of our own
      LOG.debug("event=control-roles-not-read", e);
    }
  }

  private void open(Path path, ListeningSocket.Access access, Doorkeeper doorkeeper) {
    try {
      ListeningSocket socket = ListeningSocket.bind(path, access);
      servers.add(
          ControlServer.serve(
              socket, doorkeeper, console::run, this::shell, ControlServer.Limits.DEFAULT));
      LOG.info("event=control-socket-opened path={}", path);
    } catch (IOException e) {
      LOG.error("event=control-socket-failed path={} problem=\"{}\"", path, e.getMessage());
      warnings.add(new Warning("control-socket-failed", path.toString(), e.toString()));
    }
  }

  private Shell shell(Caller caller, String directory, OutputStream out, OutputStream err) {
    CommandProcessor processor = gogo;
    if (processor == null) {
      throw new IllegalStateException(
          "there is no shell: the bundle org.apache.felix.gogo.runtime does not run");
    }
    return new GogoShell(processor, console, caller, directory, out, err);
  }

  @Deactivate
  void deactivate() {
    servers.forEach(ControlServer::close);
  }
}
