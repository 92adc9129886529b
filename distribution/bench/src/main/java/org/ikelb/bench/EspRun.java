package org.ikelb.bench;

import org.ikelb.bench.traffic.Outcome;

/**
 * What one run of a contender showed.
 *
 * @param cpuPerMillion processor seconds of the balancer for a million datagrams that arrived
 * @param perSecond datagrams that arrived
 * @param allocatedEach bytes on Java's heap that the balancer's loops allocated for each of these
 * @param loss share of the datagrams that did not arrive
 */
record EspRun(double cpuPerMillion, double perSecond, double allocatedEach, double loss) {

  static EspRun of(Outcome outcome, double cpuSeconds, long allocatedBytes) {
    return new EspRun(
        cpuSeconds * 1e6 / outcome.received(),
        outcome.inTime() * 1e9 / outcome.nanos(),
        (double) allocatedBytes / outcome.received(),
        1 - (double) outcome.received() / outcome.sent());
  }
}
