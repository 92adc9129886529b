package org.ikelb.guard.cookie;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the guard {@code cookie}, and says what its guards do: in the log from a thread of its
 * own, for loops must not wait for a log, and as warnings.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=cookie", immediate = true)
public final class CookieFactory implements GuardFactory<CookieSettings>, WarningSource {
  private static final Logger LOG = LoggerFactory.getLogger(CookieFactory.class);

  private final Bulletin bulletin = new Bulletin(LOG::warn);
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(CookieFactory::thread);
  private boolean ticking;

  @Override
  public Class<CookieSettings> settingsType() {
    return CookieSettings.class;
  }

  @Override
  public Guard create(CookieSettings settings) {
    CookieGuard guard = new CookieGuard(settings, new SecureRandom(), bulletin::remove);
    bulletin.add(guard);
    startTicking();
    return guard;
  }

  private synchronized void startTicking() {
    if (!ticking) {
      ticking = true;
      var unused = ticks.scheduleWithFixedDelay(bulletin::tick, 1, 1, TimeUnit.SECONDS);
    }
  }

  @Deactivate
  void deactivate() {
    ticks.shutdownNow();
  }

  @Override
  public List<Warning> warnings() {
    return bulletin.warnings();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-guard-cookie");
    thread.setDaemon(true);
    return thread;
  }
}
