package org.ikelb.console;

import java.io.IOException;
import java.nio.file.Path;
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

  private final @Nullable ControlServer server;

  @Activate
  public ControlSocket(BundleContext context, @Reference Console console) {
    String state = context.getProperty("ikelb.state");
    boolean tool = "tool".equals(context.getProperty("ikelb.mode"));
    server = tool || state == null ? null : open(Path.of(state, NAME), console);
  }

  private static @Nullable ControlServer open(Path path, Console console) {
    try {
      ControlServer server = ControlServer.open(path, console::run, ControlServer.Limits.DEFAULT);
      LOG.info("event=control-socket-opened path={}", path);
      return server;
    } catch (IOException e) {
      LOG.error("event=control-socket-failed path={} problem=\"{}\"", path, e.getMessage());
      return null;
    }
  }

  @Deactivate
  void deactivate() {
    if (server != null) {
      server.close();
    }
  }
}
