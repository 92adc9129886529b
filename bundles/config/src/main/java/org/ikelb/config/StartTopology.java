package org.ikelb.config;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.ikelb.api.Control;
import org.ikelb.api.Refused;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.WarningSource;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Warning;
import org.ikelb.config.change.StartChoice;
import org.ikelb.config.change.TopologyHistory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the {@link StartChoice} once core is there, or ends ikelb with all reasons why not. A
 * topology that runs already is left alone, so an update of this bundle changes nothing; a core
 * that was updated gets the topology that its predecessor ran, whatever is in the file by now. A
 * tool runs none.
 *
 * <p>Works on the thread that starts bundles.
 */
@Component(service = WarningSource.class, immediate = true)
public final class StartTopology implements WarningSource {
  private static final Logger LOG = LoggerFactory.getLogger(StartTopology.class);

  /** The framework property that says what the framework was started for. */
  private static final String MODE = "ikelb.mode";

  private static final String TOOL = "tool";

  /** The exit code of a refused topology. */
  private static final int REFUSED = 1;

  /** The framework property that asks for the last confirmed topology. */
  private static final String LAST_GOOD = "ikelb.topology.last-good";

  private final boolean tool;
  private final StartChoice choice;
  private final Optional<IntConsumer> exit;
  private Optional<Topology> last = Optional.empty();

  @Activate
  public StartTopology(
      BundleContext context,
      @Reference TopologyFile file,
      @Reference TopologyHistory history,
      @Reference(target = "(ikelb.role=exit)", cardinality = ReferenceCardinality.OPTIONAL)
          Optional<IntConsumer> exit) {
    this(
        TOOL.equals(context.getProperty(MODE)),
        new StartChoice(
            file, history, Boolean.parseBoolean(context.getProperty(LAST_GOOD)), Clock.systemUTC()),
        exit);
  }

  StartTopology(boolean tool, StartChoice choice, Optional<IntConsumer> exit) {
    this.tool = tool;
    this.choice = choice;
    this.exit = exit;
  }

  @Override
  public List<Warning> warnings() {
    return choice.warnings();
  }

  /** Core is there. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void setControl(Control control) {
    if (tool || !control.topology().equals(Topology.empty())) {
      return;
    }
    List<String> reasons = start(control);
    reasons.forEach(StartTopology::complain);
    if (!reasons.isEmpty()) {
      exit.ifPresent(launcher -> launcher.accept(REFUSED));
    }
  }

  /** Core goes away, perhaps to be replaced. */
  synchronized void unsetControl(Control control) {
    if (!control.topology().equals(Topology.empty())) {
      last = Optional.of(control.topology());
    }
  }

  /** Applies the last topology, or else the chosen one; returns what stands against it. */
  private List<String> start(Control control) {
    try {
      if (last.isPresent()) {
        choice.startAgain(control, last.get());
        logReady(last.get());
      } else {
        logReady(choice.start(control));
      }
      return List.of();
    } catch (Refused e) {
      return e.reasons();
    }
  }

  private static void logReady(Topology topology) {
    int gateways = topology.pools().values().stream().mapToInt(p -> p.gateways().size()).sum();
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    LOG.info(
        "event=ready virtual_servers={} gateways={} took_ms={}",
        topology.virtualServers().size(),
        gateways,
        System.currentTimeMillis() - started);
  }

  private static void complain(String reason) {
    System.err.println(reason);
    LOG.error("event=topology-refused reason=\"{}\"", reason.replace('"', '\''));
  }
}
