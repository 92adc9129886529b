package org.ikelb.metrics;

import java.util.List;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;

/**
 * The traffic of virtual servers, a series for each side and each reason of a drop.
 *
 * @param reasons all there are: one that never occurred is shown as 0, so that its first occurrence
 *     is an increase
 */
record TrafficSamples(List<String> reasons) {

  void addTo(Exposition exposition, VirtualServerView server) {
    side(exposition, server.name(), "client", server.fromClients());
    side(exposition, server.name(), "gateway", server.fromGateways());
    exposition.add(IkelbMetric.UPSTREAMS, server.upstreams(), server.name());
  }

  private void side(Exposition exposition, String server, String side, Traffic traffic) {
    exposition
        .add(IkelbMetric.DATAGRAMS_RECEIVED, traffic.received(), server, side)
        .add(IkelbMetric.DATAGRAMS_FORWARDED, traffic.forwarded(), server, side)
        .add(IkelbMetric.DATAGRAMS_ANSWERED, traffic.answered(), server, side)
        .add(IkelbMetric.DATAGRAMS_COPIED, traffic.copies(), server, side)
        .add(IkelbMetric.DATAGRAMS_FOREIGN, traffic.foreign(), server, side)
        .add(IkelbMetric.DATAGRAMS_HANDED_OVER, traffic.handedOver(), server, side)
        .add(IkelbMetric.SOCKET_OVERFLOW, traffic.overflowed(), server, side)
        .add(IkelbMetric.BYTES_RECEIVED, traffic.receivedBytes(), server, side)
        .add(IkelbMetric.BYTES_FORWARDED, traffic.forwardedBytes(), server, side);
    for (String reason : reasons) {
      exposition.add(IkelbMetric.DATAGRAMS_DROPPED, 0, server, side, reason);
    }
    traffic
        .dropped()
        .forEach(
            (reason, count) ->
                exposition.add(IkelbMetric.DATAGRAMS_DROPPED, count, server, side, reason));
  }
}
