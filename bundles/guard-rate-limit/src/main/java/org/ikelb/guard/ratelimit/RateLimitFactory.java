package org.ikelb.guard.ratelimit;

import java.security.SecureRandom;
import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the guard {@code rate-limit}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=rate-limit")
public final class RateLimitFactory implements GuardFactory<RateLimitSettings> {

  @Override
  public Class<RateLimitSettings> settingsType() {
    return RateLimitSettings.class;
  }

  @Override
  public Guard create(RateLimitSettings settings) {
    return new RateLimit(settings, new SecureRandom());
  }
}
