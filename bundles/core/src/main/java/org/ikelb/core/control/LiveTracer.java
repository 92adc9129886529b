package org.ikelb.core.control;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.ikelb.api.Refused;
import org.ikelb.api.Tracer;
import org.ikelb.core.route.DatagramTrace;
import org.ikelb.core.route.Lookup;
import org.ikelb.core.time.Time;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Traces datagrams through what runs.
 *
 * <p>Thread-safe.
 */
@Component(service = Tracer.class)
public final class LiveTracer implements Tracer {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ControlPlane plane;

  @Activate
  public LiveTracer(@Reference ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Trace trace(InetSocketAddress client, String virtualServer, ByteBuffer datagram)
      throws Refused {
    try (TracePlan plan =
        plane
            .tracePlan(virtualServer)
            .orElseThrow(
                () ->
                    new Refused(List.of("there is no virtual server \"" + virtualServer + "\"")))) {
      Lookup lookup = plane.running().parts().loops().lookUp(plan.server(), client, datagram);
      long now = Time.system().nanos();
      DatagramTrace trace = new DatagramTrace(plan.server(), client, datagram, now);
      return plane.within(PATIENCE, () -> trace.of(lookup)); // asks plugins
    } catch (TimeoutException e) {
      throw new Refused(List.of(String.valueOf(e.getMessage())));
    }
  }
}
