package org.ikelb.config.change;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.Control;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.Views;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers {@link SafeChanges} while core is there, and looks after what has to be confirmed on a
 * thread of its own.
 */
@Component(service = {})
public final class ChangeServices {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeServices.class);

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(ChangeServices::thread);
  private final LiveChanges changes;
  private final ServiceRegistration<SafeChanges> registration;

  @Activate
  public ChangeServices(
      BundleContext context,
      @Reference Control control,
      @Reference Views views,
      @Reference TopologyFile file,
      @Reference TopologyHistory history,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          Optional<Delta.Settings> settings) {
    Weights weights = new Weights(control, views);
    Delta delta = new Delta(file, weights, settings.orElse(List::of));
    this.changes = new LiveChanges(control, file, history, weights, delta::all, Clock.systemUTC());
    this.registration = context.registerService(SafeChanges.class, changes, null);
    var unused = ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    ticks.shutdownNow();
  }

  /** Lets no exception out, for that would end the ticking. */
  private void tick() {
    try {
      changes.tick();
    } catch (RuntimeException e) {
      LOG.error("event=change-tick-failed", e);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-changes");
    thread.setDaemon(true);
    return thread;
  }
}
