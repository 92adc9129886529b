package org.ikelb.console;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code control.sock} in the state directory while ikelb runs; in tool mode there is none.
 *
 * <p>Thread-safe.
 */
@Component(service = {})
public final class ControlSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final String NAME = "control.sock";

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable CommandProcessor gogo;

  private final @Nullable ControlServer server;

  @Activate
  public ControlSocket(BundleContext context, @Reference Console console) {
    String state = context.getProperty("ikelb.state");
    boolean tool = "tool".equals(context.getProperty("ikelb.mode"));
    server = tool || state == null ? null : open(Path.of(state, NAME), console);
  }

  private @Nullable ControlServer open(Path path, Console console) {
    try {
      ControlServer server =
          ControlServer.open(
              path,
              console::run,
              (directory, out, err) -> shell(console, directory, out, err),
              ControlServer.Limits.DEFAULT);
      LOG.info("event=control-socket-opened path={}", path);
      return server;
    } catch (IOException e) {
      LOG.error("event=control-socket-failed path={} problem=\"{}\"", path, e.getMessage());
      return null;
    }
  }

  private Shell shell(Console console, String directory, OutputStream out, OutputStream err) {
    CommandProcessor processor = gogo;
    if (processor == null) {
      throw new IllegalStateException(
          "there is no shell: the bundle org.apache.felix.gogo.runtime does not run");
    }
    return new GogoShell(processor, console, directory, out, err);
  }

  @Deactivate
  void deactivate() {
    if (server != null) {
      server.close();
    }
  }
}
