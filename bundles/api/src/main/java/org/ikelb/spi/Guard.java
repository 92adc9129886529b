package org.ikelb.spi;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * May refuse or answer an IKE_SA_INIT request before it opens a session.
 *
 * <p>Asked on any event loop: thread-safe, bounded in memory, and done within microseconds. An
 * exception drops the request, counted.
 */
@ConsumerType
public interface Guard {
  Verdict admit(Opening opening, Admission context);

  /** What a guard says. */
  sealed interface Verdict {
    /** The next guard is asked; after the last one the session is opened. */
    record Pass() implements Verdict {
      public static final Pass PASS = new Pass();
    }

    /** The request is dropped and counted for the guard. */
    record Drop() implements Verdict {
      public static final Drop DROP = new Drop();
    }

    /**
     * ikelb answers the client itself, and forgets the request.
     *
     * @param message an IKE message from its header on; not longer than the request
     */
    record Answer(ByteBuffer message) implements Verdict {}
  }
}
