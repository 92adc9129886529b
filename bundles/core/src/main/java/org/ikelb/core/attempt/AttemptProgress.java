package org.ikelb.core.attempt;

import java.net.InetAddress;
import java.time.Instant;
import java.util.function.Supplier;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.ObservedProgress;

/**
 * How far an attempt has come, for observers.
 *
 * <p>Immutable.
 *
 * @param text put into words when somebody asks: a flood makes many that nobody reads
 */
record AttemptProgress(
    Instant at,
    String session,
    InetAddress client,
    LiveGateway where,
    String outcome,
    Supplier<String> text)
    implements ObservedProgress {

  @Override
  public String gateway() {
    return where.name().toString();
  }

  @Override
  public String detail() {
    return text.get();
  }
}
