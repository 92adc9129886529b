package org.ikelb.console.web.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.ikelb.http.kit.HostNames;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets at Jetty what Felix has no settings for: how many connections there are and for how long,
 * which host names are answered to, and that TLS is not left again (HSTS). Felix asks for a
 * connector whenever it has started Jetty; it is given its own one, bounded.
 *
 * <p>Thread-safe.
 */
@Component
public final class WebServerLimits implements ConnectorFactory {
  private static final Logger LOG = LoggerFactory.getLogger(WebServerLimits.class);

  /** Fewer than Jetty has threads, so that none waits for one. */
  private static final int CONNECTIONS = 64;

  private static final int OF_ONE_PLACE = 32;
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final long KEEP_TO_TLS_DAYS = 365;

  private final HostNames names;
  private final List<Runnable> undo = new ArrayList<>();

  @Activate
  public WebServerLimits(BundleContext context) {
    this.names =
        HostNames.of(
            property(context, HostNames.SETTING),
            property(context, "ikelb.console.origins"),
            property(context, "org.apache.felix.http.host"));
  }

  private static String property(BundleContext context, String name) {
    return Objects.requireNonNullElse(context.getProperty(name), "");
  }

  @Override
  public Connector createConnector(Server server) {
    List<ServerConnector> own = new ArrayList<>();
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof ServerConnector network && !own.contains(network)) {
        bound(network);
        own.add(network);
      }
    }
    if (own.isEmpty()) {
      throw new IllegalStateException("Jetty listens nowhere; is the port in use?");
    }
    // Felix stops with this component the one that it was given, and starts it again.
    return own.stream().filter(connector -> !connector.isRunning()).findFirst().orElse(own.get(0));
  }

  private synchronized void bound(ServerConnector connector) {
    BoundedConnections connections =
        new BoundedConnections(CONNECTIONS, OF_ONE_PLACE, LONGEST_REQUEST);
    connector.addEventListener(connections);
    connector.getSelectorManager().addEventListener(connections);
    connector.getConnectedEndPoints().stream()
        .filter(SelectableChannelEndPoint.class::isInstance)
        .map(SelectableChannelEndPoint.class::cast)
        .forEach(connections::adopt);
    HttpConfiguration http =
        connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    KnownHost knownHost = new KnownHost(names, System::nanoTime);
    http.addCustomizer(knownHost);
    SecureRequestCustomizer tls = http.getCustomizer(SecureRequestCustomizer.class);
    if (tls != null) {
      // A browser says if the certificate has another name; KnownHost looks at the request's.
      tls.setSniHostCheck(false);
      tls.setStsMaxAge(KEEP_TO_TLS_DAYS, TimeUnit.DAYS);
    }
    LifeCycle.Listener started =
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle event) {
            look(connector, connections);
          }
        };
    connector.addEventListener(started);
    undo.add(
        () -> {
          connector.removeEventListener(started);
          connector.removeEventListener(connections);
          connector.getSelectorManager().removeEventListener(connections);
          http.getCustomizers().remove(knownHost);
        });
    look(connector, connections);
  }

  /** Now and again, for as long as it accepts. */
  private static void look(ServerConnector connector, BoundedConnections connections) {
    if (connector.isRunning()) {
      try {
        connections.endOverdue(System.nanoTime());
      } catch (RuntimeException e) { // it would end the looking
        LOG.warn("event=console-connections-not-ended", e);
      }
      connector
          .getScheduler()
          .schedule(
              () -> look(connector, connections), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Deactivate
  synchronized void deactivate() {
    undo.forEach(Runnable::run);
    undo.clear();
  }
}
