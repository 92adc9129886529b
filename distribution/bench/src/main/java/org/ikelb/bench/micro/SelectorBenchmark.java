package org.ikelb.bench.micro;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ikelb.core.balance.LeastSessions;
import org.ikelb.core.balance.Maglev;
import org.ikelb.core.balance.WeightedRoundRobin;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Key;
import org.ikelb.spi.Load;
import org.ikelb.spi.NewSession;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Opening;
import org.ikelb.spi.Selector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How long it takes a balancing method to order the gateways for a new session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectorBenchmark {
  private static final Load IDLE = candidate -> 0;

  /** Its name in the topology. */
  @Param({"maglev", "weighted-round-robin", "least-sessions"})
  public String method = "maglev";

  /** Gateways of the pool. */
  @Param({"4", "64"})
  public int gateways = 4;

  private Selector selector = (session, load, order) -> {};
  private int[] order = {};
  private long number;

  /** Builds the selector, as the control plane does. */
  @Setup
  public void build() {
    List<Candidate> candidates =
        IntStream.range(0, gateways).mapToObj(i -> new Candidate("gw" + i, 1)).toList();
    selector = factory().create(new NoSettings(), candidates);
    order = new int[gateways];
  }

  private BalancingMethodFactory<NoSettings> factory() {
    return switch (method) {
      case "maglev" -> new Maglev();
      case "least-sessions" -> new LeastSessions();
      default -> new WeightedRoundRobin();
    };
  }

  /** The order for one session after the other. */
  @Benchmark
  public int[] order() {
    byte[] key = ByteBuffer.allocate(8).putLong(number).array();
    selector.order(
        new NewSession(new Request(number), Key.shared(key), (int) number++), IDLE, order);
    return order;
  }

  private record Request(long initiatorSpi) implements Opening {
    @Override
    public InetAddress clientAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int clientPort() {
      return 500;
    }

    @Override
    public String virtualServer() {
      return "ike";
    }

    @Override
    public ByteBuffer message() {
      return ByteBuffer.allocate(0);
    }
  }
}
