package org.ikelb.core.session;

import java.util.List;
import org.ikelb.core.traffic.ServerCounters;

/**
 * What an upstream knows of its virtual server.
 *
 * @param name its name
 * @param natT whether ESP and the non-ESP marker are spoken there
 * @param counters by loop; they outlive topologies
 */
public record UpstreamServer(String name, boolean natT, List<ServerCounters> counters) {

  public UpstreamServer {
    counters = List.copyOf(counters);
  }
}
