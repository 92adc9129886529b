package org.ikelb.core.plugin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ikelb.api.view.Change;
import org.ikelb.core.event.Events;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.UpstreamServer;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.ObservedMessage.Direction;
import org.ikelb.spi.ObservedProgress;
import org.jspecify.annotations.Nullable;

/**
 * Those who observe IKE messages.
 *
 * <p>Thread-safe.
 */
public final class Observers implements AutoCloseable {
  private final CallsUnderWay calls;
  private final Events events;
  private final Time time;
  private final Runnable changed;
  private final IdentityHashMap<IkeObserver, ObserverQueue> queues = new IdentityHashMap<>();

  /**
   * Nobody observes yet.
   *
   * @param changed told when one was set aside, on any thread; must not block
   */
  public Observers(CallsUnderWay calls, Events events, Time time, Runnable changed) {
    this.calls = calls;
    this.events = events;
    this.time = time;
    this.changed = changed;
  }

  /**
   * Who is there now; the others are asked no more.
   *
   * @param observers with their names
   * @return where the loops put their copies; null: nobody wants any
   */
  public synchronized @Nullable IkeSink follow(Map<IkeObserver, String> observers) {
    queues
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !observers.containsKey(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    observers.forEach(
        (observer, name) ->
            queues.computeIfAbsent(
                observer,
                added ->
                    new ObserverQueue(
                        name,
                        added,
                        new PluginFailures(name, place(name), calls, events, time, changed))));
    List<ObserverQueue> live =
        queues.values().stream().filter(queue -> !queue.isSetAside()).toList();
    return live.isEmpty() ? null : new Copier(live, time);
  }

  /** Where an observer is used, for people. */
  public static String place(String name) {
    return "ike observer " + name;
  }

  /** The names of those that failed too often to be told more. */
  public synchronized List<String> setAside() {
    return queues.values().stream()
        .filter(ObserverQueue::isSetAside)
        .map(ObserverQueue::name)
        .sorted()
        .toList();
  }

  /** Those that were set aside get messages again from the next snapshot on; says which. */
  public synchronized List<Change> forgive() {
    List<Change> forgiven =
        setAside().stream().map(name -> TriedAgain.change(place(name), name)).toList();
    renew(ObserverQueue::isSetAside, ObserverQueue::forgiven);
    return forgiven;
  }

  /** Those that have rested get messages again from the next snapshot on; says whether any do. */
  public synchronized boolean tryAgain() {
    boolean any = queues.values().stream().anyMatch(ObserverQueue::hasRested);
    renew(ObserverQueue::hasRested, ObserverQueue::triedAgain);
    return any;
  }

  private void renew(
      Predicate<ObserverQueue> which, Function<ObserverQueue, PluginFailures> withFailures) {
    queues.replaceAll(
        (observer, queue) -> {
          if (!which.test(queue)) {
            return queue;
          }
          queue.close();
          return new ObserverQueue(queue.name(), observer, withFailures.apply(queue));
        });
  }

  /** What became of an observer; empty: it is not followed. */
  public synchronized Optional<ObserverQueue> queue(IkeObserver observer) {
    return Optional.ofNullable(queues.get(observer));
  }

  @Override
  public synchronized void close() {
    queues.values().forEach(ObserverQueue::close);
    queues.clear();
  }

  /** One copy for all of them. */
  private record Copier(List<ObserverQueue> queues, Time time) implements IkeSink {
    @Override
    public void fromClient(
        UpstreamServer server,
        InetSocketAddress client,
        ByteBuffer datagram,
        @Nullable ObservedSession session,
        String fate) {
      offer(server, Direction.FROM_CLIENT, client, datagram, session, fate);
    }

    @Override
    public void fromGateway(
        UpstreamServer server,
        InetSocketAddress client,
        ByteBuffer datagram,
        ObservedSession session,
        String fate) {
      offer(server, Direction.FROM_GATEWAY, client, datagram, session, fate);
    }

    @Override
    public void progress(ObservedProgress progress) {
      queues.forEach(queue -> queue.offerNews(observer -> observer.progressed(progress)));
    }

    private void offer(
        UpstreamServer server,
        Direction direction,
        InetSocketAddress client,
        ByteBuffer datagram,
        @Nullable ObservedSession session,
        String fate) {
      int offset = ObservedCopy.offsetIn(datagram, server, direction);
      if (offset == ObservedCopy.NONE) {
        return;
      }
      if (queues.stream().noneMatch(ObserverQueue::hasRoom)) {
        queues.forEach(ObserverQueue::leaveOut);
        return;
      }
      ObservedCopy copy =
          new ObservedCopy(
              time.now(),
              direction,
              client,
              server.name(),
              session,
              fate,
              ObservedCopy.of(datagram, offset));
      queues.forEach(queue -> queue.offer(observer -> observer.observe(copy)));
    }
  }
}
