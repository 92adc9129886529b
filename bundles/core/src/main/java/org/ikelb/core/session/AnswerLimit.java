package org.ikelb.core.session;

import java.net.InetAddress;

/**
 * What may be sent to an upstream's client before it has shown that it is where it says it is: one
 * answer for each of its IKE_SA_INIT requests, and three times the bytes of what else it has sent.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class AnswerLimit {
  /** The anti-amplification rule of RFC 9000, section 8.1. */
  private static final int AMPLIFICATION = 3;

  /** An answer to IKE_SA_INIT, whatever it is asked with: key exchanges are long. */
  private static final int LONG_ANSWER = 4096;

  /** Far more than a login has. */
  private static final int MOST_BYTES = 1 << 20;

  /** Clients repeat a request that a gateway has not answered for a while. */
  private static final int MOST_ANSWERS = 8;

  private final Session session;
  private boolean free;
  private boolean logsIn;
  private short answers;
  private int longest;
  private int bytes;

  AnswerLimit(Session session) {
    this.session = session;
  }

  /** Whether there is no limit any more. */
  boolean isFree() {
    return free;
  }

  /** An IKE_SA_INIT request of so many bytes came from the client. */
  public void asked(int itsBytes) {
    if (!free) {
      answers = (short) Math.min(MOST_ANSWERS, answers + 1);
      longest = Math.max(AMPLIFICATION * itsBytes, LONG_ANSWER);
    }
  }

  /**
   * A message of so many bytes came from the client, with a pair that the gateway has shown. Who
   * dialled at this address has got it there. Who dialled at another one has moved, or makes us
   * send it where nobody has asked for it.
   */
  void continued(InetAddress client, int itsBytes) {
    if (client.equals(session.origin().from())) {
      session.reach().shows(client);
      free = true;
    } else {
      bytes = Math.min(MOST_BYTES, bytes + AMPLIFICATION * itsBytes);
      logsIn = true;
    }
  }

  /** The gateway answers an IKE_SA_INIT request with so many bytes, which are then sent. */
  public void answered(int itsBytes) {
    if (answers > 0 && itsBytes <= longest) {
      answers--;
      bytes += itsBytes;
    }
  }

  /** It was there before a restart, and what it has shown was not saved. */
  public void resume() {
    free = true;
  }

  /** The client is at another address, from which so many bytes came before that was proven. */
  void moved(InetAddress client, long itsBytes) {
    free = false;
    continued(client, (int) Math.min(MOST_BYTES / AMPLIFICATION, itsBytes));
  }

  /** Whether so much may be sent to the client; if so it is counted as sent. */
  public boolean takes(InetAddress client, int itsBytes) {
    return free || becomesFree(client) || takesLimited(itsBytes);
  }

  private boolean becomesFree(InetAddress client) {
    free = session.reach().isShown(client) || session.progress().hasLoggedIn();
    return free;
  }

  private boolean takesLimited(int itsBytes) {
    if (itsBytes <= bytes) {
      bytes -= itsBytes;
      return true;
    }
    return logsIn && session.reach().takeSpare(itsBytes);
  }
}
