package org.ikelb.spi;

import java.io.IOException;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps what must survive a restart: sessions, bindings, and what administrators want of gateways.
 * Memory stays the table that ikelb works by; a store is only told of changes, and read once.
 *
 * <p>An OSGi service with a service property {@code ikelb.name}. Of several the one with the
 * highest service ranking is used; without any, ikelb keeps files of its own. One that comes while
 * ikelb runs is given everything at once, and replaces the one before it. What it has from an
 * earlier life is read only if it is there before the topology is applied: so it belongs into
 * {@code deploy/}.
 *
 * <p><b>Threads.</b> All calls to one store come one after the other, from a thread that does
 * nothing else and never from an event loop. So they may block; but while one does, nothing is
 * saved. A call that takes longer than 10 s is said ({@code state-store-failed}), and at start and
 * stop ikelb goes on without waiting any longer. When the store is replaced or ikelb stops, a call
 * still going on is interrupted.
 *
 * <p><b>Cost.</b> A batch of each kind that changed every 5 s, and at once when an administrator
 * sets a gateway's state. Times within entries are coarse on purpose: a busy session changes once
 * in 30 s, an idle one not at all.
 *
 * <p><b>Errors.</b> Whatever a call throws is said and counted, and ikelb goes on. A batch that
 * failed is part of the next one. A store is never set aside as other plugins are: what the next
 * call could have saved would be lost for it.
 *
 * <p><b>What it must guarantee.</b> After {@link #save} has returned, {@link #load} in any later
 * process gives what it said, or nothing of this kind; never half a batch.
 */
@ConsumerType
public interface StateStore {
  /**
   * Reads all there is of one kind. Called once for each kind, before anything is saved.
   *
   * @return the entries, in any order; empty if there are none, or none that can be trusted
   * @throws IOException if it cannot be read now; ikelb then starts without it
   */
  Collection<StateStoreEntry> load(StateStoreKind kind) throws IOException;

  /**
   * Takes over a batch.
   *
   * @throws IOException if it cannot be kept; ikelb tries again with the next batch
   */
  void save(StateStoreChanges changes) throws IOException;

  /**
   * Keeps what was loaded of a kind where people can look at it, out of the way of what is saved
   * next: ikelb could not read an entry of it, perhaps because a newer ikelb wrote it. It must not
   * be deleted, and not be loaded again.
   *
   * @param why for the log
   */
  void setAside(StateStoreKind kind, String why) throws IOException;
}
