package org.ikelb.bench.micro;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.route.Flow;
import org.ikelb.core.route.FlowTable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How long it takes to find a datagram's flow. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowTableBenchmark {
  /** Flows in the table. */
  @Param({"8", "15000", "100000"})
  public int flows = 8;

  private final FlowTable table = new FlowTable();
  private InetSocketAddress[] clients = {};
  private int turn;

  /** Fills the table; the upstreams behind the flows are not asked for. */
  @Setup
  @SuppressWarnings("NullAway")
  public void fill() throws UnknownHostException {
    clients = new InetSocketAddress[flows];
    for (int i = 0; i < flows; i++) {
      byte[] address = ByteBuffer.allocate(4).putInt(0x0a000000 + i / 50_000).array();
      clients[i] = new InetSocketAddress(InetAddress.getByAddress(address), 10_000 + i % 50_000);
      table.add(new ClientSide(clients[i], 0), null);
    }
  }

  /** One flow after the other: with many flows, each look-up misses the processor's caches. */
  @Benchmark
  public @Nullable Flow find() {
    turn = turn + 1 == clients.length ? 0 : turn + 1;
    return table.find(clients[turn], 0);
  }
}
