package org.ikelb.diagnosis.reach;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.ikelb.api.diagnosis.PathFindings;
import org.ikelb.api.diagnosis.PathFindings.Size;

/**
 * A test, and what has arrived of it.
 *
 * <p>Thread-safe.
 *
 * @param unanswered requests that were dropped
 */
record RunningTest(
    long token,
    String host,
    Instant expires,
    long expiresNanos,
    Arrivals arrivals,
    LongAdder unanswered) {

  boolean isAlive(long nowNanos) {
    return nowNanos - expiresNanos < 0;
  }

  PathFindings findings(long nowNanos) {
    List<PathFindings.Source> sources = new ArrayList<>();
    arrivals
        .bySource()
        .forEach((address, counts) -> sources.add(source(address, counts, nowNanos)));
    return new PathFindings(
        Mark.shown(token),
        host,
        expires,
        sources,
        unanswered.sum(),
        sources.isEmpty() ? List.of(Conclusions.nothingArrived(host)) : List.of());
  }

  private static PathFindings.Source source(
      InetAddress address, Map<Arrivals.Row, Arrivals.Count> counts, long nowNanos) {
    List<Size> sizes = new ArrayList<>();
    for (boolean natT : List.of(false, true)) {
      for (int i = 0; i < Requests.SIZES.size(); i++) {
        Arrivals.Row row = new Arrivals.Row(address, natT, i);
        sizes.add(size(row, counts.getOrDefault(row, Arrivals.Count.NONE)));
      }
    }
    boolean isOver = Arrivals.isOver(counts, nowNanos);
    return new PathFindings.Source(
        address.getHostAddress(), isOver, sizes, Conclusions.of(sizes, isOver));
  }

  private static Size size(Arrivals.Row row, Arrivals.Count count) {
    return new Size(
        row.natT() ? 4500 : 500,
        Requests.SIZES.get(row.size()),
        Requests.ROUNDS,
        count.arrived(),
        count.answered(),
        count.answeredBefore(),
        count.cameBack());
  }
}
