package org.ikelb.core.traffic;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an upstream knows of its virtual server.
 *
 * <p>Immutable, but for the numbers, which outlive topologies.
 *
 * @param name its name
 * @param natT whether ESP and the non-ESP marker are spoken there
 * @param counters by loop
 * @param ikev1 who speaks IKEv1 to it
 * @param upstreams how many sessions have an upstream through it now; kept by the sessions
 */
public record UpstreamServer(
    String name,
    boolean natT,
    List<ServerCounters> counters,
    Ikev1Clients ikev1,
    AtomicInteger upstreams) {

  public UpstreamServer {
    counters = List.copyOf(counters);
  }

  /** Makes one that no session has an upstream through. */
  public UpstreamServer(String name, boolean natT, List<ServerCounters> counters) {
    this(name, natT, counters, new Ikev1Clients(), new AtomicInteger());
  }
}
