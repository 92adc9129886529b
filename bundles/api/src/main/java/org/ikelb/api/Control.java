package org.ikelb.api;

import java.util.List;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Preview;
import org.ikelb.api.view.SessionFilter;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes a running ikelb.
 *
 * <p>Thread-safe; calls may block, so never from an event loop. Changes happen one after the other.
 */
@ProviderType
public interface Control {
  /** The topology that runs now; {@link Topology#empty()} before the first one. */
  Topology topology();

  /** What applying this topology would change, and what that does to live sessions. */
  Preview preview(Topology topology);

  /**
   * Makes this topology the running one, wholly or not at all. Unchanged virtual servers keep their
   * sockets and sessions.
   *
   * @param author who applies it, for the log and {@code ikelb status}
   * @return what changed; empty if nothing did
   * @throws Refused with everything that stands against it; nothing was changed
   */
  List<Change> apply(Topology topology, String author) throws Refused;

  /**
   * Sets the administrative state of a gateway. It is kept over restarts and topologies.
   *
   * @param author who wants it, for the log
   * @return the gateway afterwards
   * @throws Refused if there is no such gateway
   */
  GatewayChange setState(GatewayId gateway, AdministrativeState state, String author)
      throws Refused;

  /**
   * Drains a gateway, to an end that is known.
   *
   * @param author who wants it, for the log
   * @return the gateway afterwards
   * @throws Refused if there is no such gateway
   */
  GatewayChange drain(GatewayId gateway, DrainOrder order, String author) throws Refused;

  /**
   * Sets the weight of a gateway until the next topology is applied; {@link SafeChanges#setWeight}
   * also keeps it over restarts.
   *
   * @param weight 0 to 1000
   * @param author who wants it, for the log
   * @return the gateway afterwards
   * @throws Refused if there is no such gateway, or the weight is out of range
   */
  GatewayView setWeight(GatewayId gateway, int weight, String author) throws Refused;

  /**
   * Ends sessions: they and their bindings are forgotten, nothing is sent.
   *
   * @param author who wants it, for the log
   * @return how many were ended
   */
  int close(SessionFilter filter, String author);
}
