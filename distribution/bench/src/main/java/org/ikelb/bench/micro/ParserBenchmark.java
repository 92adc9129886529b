package org.ikelb.bench.micro;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.SampleHandshake;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How long it takes to tell what a datagram is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
  private final ByteBuffer esp = ByteBuffer.allocateDirect(1400).putInt(0, 0x1234);
  private final ByteBuffer request = request();

  private static ByteBuffer request() {
    InetSocketAddress client = new InetSocketAddress("192.0.2.1", 500);
    InetSocketAddress server = new InetSocketAddress("192.0.2.2", 500);
    ByteBuffer message = SampleHandshake.request(1, client, server, new Random(1));
    return ByteBuffer.allocateDirect(message.remaining()).put(message).flip();
  }

  /** Every ESP datagram passes this. */
  @Benchmark
  public DatagramKind kindOfEsp() {
    return NatTraversal.kindOf(esp);
  }

  /** Every IKE datagram of a client passes this. */
  @Benchmark
  public @Nullable HeaderFault headerRules() {
    return HeaderRules.checkFromClient(request, 0, request.remaining());
  }

  /** What strategies and traces read: all payloads. */
  @Benchmark
  public Optional<IkeMessage> wholeMessage() {
    return IkeMessage.read(request);
  }
}
