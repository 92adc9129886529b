package org.ikelb.core.route;

import java.util.List;
import java.util.Optional;
import org.ikelb.core.session.Session;
import org.ikelb.core.traffic.DropReason;

/**
 * What the loops would do with a client's datagram, as they see it at one moment.
 *
 * <p>Immutable.
 *
 * @param loops those it would pass, in order; more than one where it is handed over
 * @param ofEndpoint the session that the endpoint's flow leads to
 * @param route what the last of the loops has decided
 * @param notOffered why a stranger's message would not be offered to the gateways
 * @param silent loops that did not say what they know
 */
public record Lookup(
    List<Integer> loops,
    Optional<Session> ofEndpoint,
    Route route,
    Optional<DropReason> notOffered,
    List<Integer> silent) {

  public Lookup {
    loops = List.copyOf(loops);
    silent = List.copyOf(silent);
  }

  /** The same, where these loops did not answer. */
  public Lookup without(List<Integer> silentLoops) {
    return new Lookup(loops, ofEndpoint, route, notOffered, silentLoops);
  }
}
