package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets copies of the IKE messages that go through ikelb: for diagnosis, statistics, intrusion
 * detection. It changes nothing and delays nobody.
 *
 * <p>A plain OSGi service, not a factory: no place in the topology names an observer, it works as
 * long as it is registered. The service property {@link PluginFactory#NAME} is its name in {@code
 * ikelb plugins}; what there is to set comes from Config Admin.
 *
 * <p>Copies wait for it in a queue of {@link #QUEUE} messages. If it is full, a message is left out
 * and counted; traffic never waits. Messages of one session in one direction come in their order,
 * if none is left out. While no observer is registered, observing costs nothing; while one is, a
 * copy of each IKE message (ESP is never copied).
 *
 * <p>Called on one thread, which is this observer's own: it may block, and need not be thread-safe.
 * An exception is counted, and after 10 within 60 s the observer is set aside. It is tried again by
 * itself, after 10 s to 10 min; at once when it is registered anew or the topology is applied
 * again.
 */
@ConsumerType
@FunctionalInterface
public interface IkeObserver {
  /** How many messages may wait for one observer. */
  int QUEUE = 1024;

  /** Looks at a message, which may be kept. */
  void observe(ObservedMessage message);

  /**
   * Learns what came of a client's attempt to log in. It comes shortly before or after the message
   * that showed it, through the same queue.
   */
  default void progressed(ObservedProgress progress) {}
}
