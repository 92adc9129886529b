package org.ikelb.core.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ikelb.api.topology.Topology;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.session.TimeoutNanos;
import org.jspecify.annotations.Nullable;

/**
 * What the loops work by: immutable, replaced as a whole, read once a batch. Gateway states and
 * counters are reached through it, but change by themselves.
 *
 * <p>Immutable and thread-safe.
 */
public final class Snapshot {
  private final long revision;
  private final Topology topology;
  private final TimeoutNanos timeouts;
  private final @Nullable ServerPlan[] byListenAddress;
  private final @Nullable IkeSink observers;

  /**
   * Makes a snapshot.
   *
   * @param revision counts the topologies applied
   * @param servers the virtual server of each listen address
   */
  public Snapshot(long revision, Topology topology, Map<Integer, ServerPlan> servers) {
    this(revision, topology, servers, null);
  }

  /**
   * Makes a snapshot that somebody watches.
   *
   * @param observers where copies of IKE messages go; null: nowhere
   */
  public Snapshot(
      long revision,
      Topology topology,
      Map<Integer, ServerPlan> servers,
      @Nullable IkeSink observers) {
    this.observers = observers;
    this.revision = revision;
    this.topology = topology;
    this.timeouts = TimeoutNanos.of(topology.timeouts());
    int size = servers.keySet().stream().mapToInt(id -> id + 1).max().orElse(0);
    this.byListenAddress = new @Nullable ServerPlan[size];
    servers.forEach((id, server) -> byListenAddress[id] = server);
  }

  public static Snapshot empty() {
    return new Snapshot(0, Topology.empty(), Map.of());
  }

  /** Where copies of IKE messages go; null: nowhere. */
  public @Nullable IkeSink observers() {
    return observers;
  }

  public long revision() {
    return revision;
  }

  public Topology topology() {
    return topology;
  }

  public TimeoutNanos timeouts() {
    return timeouts;
  }

  /** The virtual server of a listen address; null: removed a moment ago, or not yet published. */
  public @Nullable ServerPlan server(int listenAddress) {
    return listenAddress < byListenAddress.length ? byListenAddress[listenAddress] : null;
  }

  /** The numbers of all listen addresses. */
  public List<Integer> listenAddresses() {
    return IntStream.range(0, byListenAddress.length)
        .filter(id -> byListenAddress[id] != null)
        .boxed()
        .toList();
  }

  /** The numbers of the listen addresses of a virtual server; none if it is not listened on. */
  public List<Integer> listenAddresses(String virtualServer) {
    return IntStream.range(0, byListenAddress.length)
        .filter(
            id -> byListenAddress[id] != null && byListenAddress[id].name().equals(virtualServer))
        .boxed()
        .toList();
  }
}
