package org.ikelb.spi;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * May refuse or answer an IKE_SA_INIT request before it opens a session.
 *
 * <p>Asked for every IKE_SA_INIT request, retransmissions included, before anything else is known
 * of it: whoever can reach the port can make it run at line rate, with any payload and from any
 * (forged) address.
 *
 * <p>Asked on any event loop: thread-safe, bounded in memory, no I/O, no locks, and done within
 * microseconds. An exception or a null is a failure: see {@link PluginFactory}. A request whose
 * guard failed passes it, or is dropped and counted, as its pool says ({@code guardFailure}). A
 * guard that needs files or sockets reads them on a thread of its own, and is {@link AutoCloseable}
 * to end that.
 */
@ConsumerType
public interface Guard {
  /**
   * Judges one request.
   *
   * @param opening the request; valid during the call only
   * @param context what else may matter; valid during the call only
   */
  Verdict admit(Opening opening, Admission context);

  /** What a guard says. */
  sealed interface Verdict {
    /** The next guard is asked; after the last one the session is opened. */
    record Pass() implements Verdict {
      /** There is no need for another one. */
      public static final Pass PASS = new Pass();
    }

    /**
     * Passes like {@link Pass}, and vouches for the client's address: what the guard sent there has
     * been received by whoever sends this request, so the address is not forged. A cookie that came
     * back says so (RFC 7296, section 2.6).
     */
    record Reachable() implements Verdict {
      /** There is no need for another one. */
      public static final Reachable REACHABLE = new Reachable();
    }

    /** The request is dropped and counted for the guard. */
    record Drop() implements Verdict {
      /** There is no need for another one. */
      public static final Drop DROP = new Drop();
    }

    /**
     * ikelb answers the client itself, and forgets the request.
     *
     * @param message an IKE message from its header on; not longer than the request
     */
    record Answer(ByteBuffer message) implements Verdict {
      public Answer {
        Objects.requireNonNull(message, "message");
      }
    }
  }
}
