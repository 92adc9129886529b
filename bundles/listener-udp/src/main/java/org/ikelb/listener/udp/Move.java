package org.ikelb.listener.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A socket's way from one loop to another.
 *
 * <pre>
 *   to      start -.                                      .-> arrive: register, arrived, kept, flush
 *   from            '-> depart: deregister -> let go -----'
 * </pre>
 *
 * The old loop has deregistered the socket when it lets go: nothing on it can touch the socket any
 * more. What waits in the socket's outbound buffer moves along; nothing but a flush after it is
 * registered again would ever send it.
 *
 * <p>Each step runs on the loop it is shown at. When the loops are stopped in the middle, the one
 * that holds the socket closes it, and nobody is told.
 */
final class Move {
  private static final long LOOK_AGAIN_MILLIS = 1;

  private final GatewaySocket socket;
  private final Loop from;
  private final Loop to;
  private final BooleanSupplier letGo;
  private final Consumer<Boolean> arrived;

  Move(GatewaySocket socket, Loop from, Loop to, BooleanSupplier letGo, Consumer<Boolean> arrived) {
    this.socket = socket;
    this.from = from;
    this.to = to;
    this.letGo = letGo;
    this.arrived = arrived;
  }

  void start() {
    post(from.eventLoop(), this::depart);
  }

  private void depart() {
    if (socket.loop() != from) {
      post(to.eventLoop(), () -> to.arrived(socket, arrived, false));
    } else if (socket.isMoving()) {
      // Another move of it has begun here, or ends here soon.
      var unused =
          from.eventLoop().schedule(this::depart, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      socket.setMoving(true);
      var unused = socket.channel().deregister().addListener(done -> letGo());
    }
  }

  private void letGo() {
    if (from.letsGo(letGo)) {
      from.upstreamSockets().gone(socket);
      socket.leaveFor(to);
      if (!post(to.eventLoop(), this::arrive)) {
        close();
      }
    } else {
      register(from);
      socket.flush();
      post(to.eventLoop(), () -> to.arrived(socket, arrived, false));
    }
  }

  private void arrive() {
    socket.arrive();
    boolean isHere = to.upstreamSockets().came(socket) && register(to);
    if (!isHere) {
      to.upstreamSockets().gone(socket);
      close();
    }
    to.arrived(socket, arrived, isHere);
  }

  /** On its own loop a channel is registered at once; one that was closed meanwhile is not. */
  private boolean register(Loop loop) {
    socket.setMoving(false);
    return socket.channel().isOpen() && loop.eventLoop().register(socket.channel()).isSuccess();
  }

  /** The channel is on no loop, so this works on any. */
  private void close() {
    DatagramChannel channel = socket.channel();
    channel.unsafe().close(channel.newPromise());
  }

  private static boolean post(EventLoop loop, Runnable step) {
    try {
      loop.execute(step);
      return true;
    } catch (RejectedExecutionException loopsAreStopping) {
      return false;
    }
  }
}
