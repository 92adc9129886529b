package org.ikelb.console.peer;

import org.ikelb.api.Caller;

/**
 * Says who a client of the control socket is, before a word of it is read.
 *
 * <p>Called on the thread that serves the client; may block.
 */
@FunctionalInterface
public interface Doorkeeper {
  /**
   * Who this is, with their role.
   *
   * @throws Stranger if they have none
   */
  Caller admit(Peer peer) throws Stranger;

  /** Somebody has no role; the message is for them. */
  final class Stranger extends Exception {
    private static final long serialVersionUID = 1;

    public Stranger(String message) {
      super(message);
    }
  }
}
