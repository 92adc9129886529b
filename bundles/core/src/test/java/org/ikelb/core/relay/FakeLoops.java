package org.ikelb.core.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;

/** A listener without sockets and threads: what its loops have to do is done on demand. */
final class FakeLoops implements Listener {
  final List<FakeTransport> transports = new ArrayList<>();
  final List<LoopRelay> relays = new ArrayList<>();
  private final int maxUpstreams;

  FakeLoops(int loops, int maxUpstreams) {
    this.maxUpstreams = maxUpstreams;
    AtomicLong order = new AtomicLong();
    for (int i = 0; i < loops; i++) {
      transports.add(new FakeTransport(i, transports, order));
    }
  }

  @Override
  public String transport() {
    return "fake";
  }

  @Override
  public int loops() {
    return transports.size();
  }

  @Override
  public int maxUpstreams() {
    return maxUpstreams;
  }

  @Override
  public void open(Function<Transport, Relay> maker) {
    for (FakeTransport transport : transports) {
      LoopRelay relay = (LoopRelay) maker.apply(transport);
      relays.add(relay);
      transport.connectTo(relay);
    }
  }

  @Override
  public List<String> listen(List<ListenAddress> addresses) {
    return List.of();
  }

  @Override
  public void close() {}
}
