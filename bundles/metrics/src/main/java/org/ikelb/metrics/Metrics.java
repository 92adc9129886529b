package org.ikelb.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.Views;
import org.ikelb.api.WarningSource;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.Warning;
import org.ikelb.http.kit.HostNames;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the metrics where Config Admin says (pid {@code org.ikelb.metrics}, keys {@code address}
 * and {@code port}), else where the framework properties {@code ikelb.metrics.address} and {@code
 * ikelb.metrics.port} say, else at 127.0.0.1:9464. Port 0 is any free one; the log says which.
 * Where it cannot, ikelb balances all the same, with a warning. Who asks by a name is answered if
 * the address or the framework property {@code ikelb.http.hosts} has it.
 *
 * <p>Thread-safe.
 */
@Component(configurationPid = "org.ikelb.metrics", immediate = true)
@Designate(ocd = MetricsSettings.class)
public final class Metrics implements WarningSource {
  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
  private static final String PREFIX = "ikelb.metrics.";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Views views;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable SafeChanges changes;

  private final String address;
  private final String port;
  private final HostNames hosts;
  private Optional<MetricsServer> server = Optional.empty();
  private volatile List<Warning> warnings = List.of();

  @Activate
  public Metrics(BundleContext context, Map<String, Object> settings) {
    this.address = setting(context, settings, "address", "127.0.0.1");
    this.port = setting(context, settings, "port", "9464");
    String further = Objects.requireNonNullElse(context.getProperty(HostNames.SETTING), "");
    this.hosts = HostNames.of(address, further);
  }

  private static String setting(
      BundleContext context, Map<String, Object> settings, String key, String otherwise) {
    String set = Objects.toString(settings.get(key), "").strip();
    return !set.isEmpty() // a field of a form that was left empty is no setting
        ? set
        : Objects.requireNonNullElse(context.getProperty(PREFIX + key), otherwise);
  }

  @Activate
  void open() {
    try {
      InetSocketAddress where =
          new InetSocketAddress(InetAddress.getByName(address), Integer.parseInt(port.strip()));
      MetricsAnswers answers = new MetricsAnswers(hosts, () -> scrape().text());
      MetricsServer opened = MetricsServer.open(where, answers, MetricsServer.Limits.DEFAULT);
      server = Optional.of(opened);
      LOG.info(
          "event=metrics-served address={} port={}",
          AddressText.of(opened.address().getAddress()),
          opened.address().getPort());
    } catch (IOException | IllegalArgumentException e) {
      String problem =
          "metrics cannot be served at "
              + address
              + ":"
              + port
              + " ("
              + e.getMessage()
              + ");"
              + " framework properties ikelb.metrics.address and ikelb.metrics.port change that";
      LOG.warn("event=metrics-not-served problem=\"{}\"", problem);
      warnings = List.of(new Warning("metrics-not-served", address + ":" + port, problem));
    }
  }

  @Deactivate
  void close() {
    server.ifPresent(MetricsServer::close);
  }

  private Scrape scrape() {
    return new Scrape(Optional.ofNullable(views), Optional.ofNullable(changes));
  }

  @Override
  public List<Warning> warnings() {
    return warnings;
  }
}
