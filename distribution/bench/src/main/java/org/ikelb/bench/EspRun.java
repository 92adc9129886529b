package org.ikelb.bench;

import org.ikelb.bench.traffic.Outcome;

/**
 * What one run of a contender showed.
 *
 * @param cpuPerMillion processor seconds of the balancer for a million datagrams that arrived
 * @param perSecond datagrams that arrived
 * @param loss share of the datagrams that did not arrive
 */
record EspRun(double cpuPerMillion, double perSecond, double loss) {

  static EspRun of(Outcome outcome, double cpuSeconds) {
    return new EspRun(
        cpuSeconds * 1e6 / outcome.received(),
        outcome.inTime() * 1e9 / outcome.nanos(),
        1 - (double) outcome.received() / outcome.sent());
  }
}
