package org.ikelb.listener.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running loops and all sockets on them.
 *
 * <p>Used by one control thread at a time.
 */
final class EventLoops {
  private static final Logger log = LoggerFactory.getLogger(EventLoops.class);
  private static final long STOP_MILLIS = 500;

  private final MultiThreadIoEventLoopGroup group;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private final ListenSockets listenSockets;

  /** Starts the loops, their threads in the same order. */
  EventLoops(Sockets sockets, int count, Function<Transport, Relay> relays) {
    group = new MultiThreadIoEventLoopGroup(count, new LoopThreads(), sockets.ioHandlers());
    for (EventExecutor executor : group) {
      executor.submit(() -> {}).syncUninterruptibly();
      ReceiveBuffers buffers = sockets.newReceiveBuffers(count);
      loops.add(new Loop((EventLoop) executor, loops, sockets, buffers, relays));
    }
    BindFailures failures = new BindFailures(new PortHolder(Path.of("/proc")));
    listenSockets = new ListenSockets(loops, new Binding(sockets, failures));
  }

  List<String> listen(List<ListenAddress> addresses) throws ListenFailed {
    return listenSockets.set(addresses);
  }

  /** Stops the loops; each closes its sockets as it stops. */
  void close() {
    CompletableFuture<?>[] closing =
        loops.stream()
            .map(loop -> CompletableFuture.runAsync(loop::stop, loop.eventLoop()))
            .toArray(CompletableFuture<?>[]::new);
    var unused =
        CompletableFuture.allOf(closing)
            .completeOnTimeout(null, STOP_MILLIS, TimeUnit.MILLISECONDS)
            .join();
    boolean stopped =
        group
            .shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(2 * STOP_MILLIS);
    if (stopped) {
      loops.forEach(Loop::close);
      log.info("event=listener-stopped");
    } else {
      log.warn("event=listener-stop-slow remedy=\"none needed; its memory is not freed\"");
    }
  }
}
