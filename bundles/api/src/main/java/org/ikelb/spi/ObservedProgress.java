package org.ikelb.spi;

import java.net.InetAddress;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How far a client has come that opened a session with an IKE_SA_INIT.
 *
 * <p>Immutable and thread-safe.
 */
@ProviderType
public interface ObservedProgress {
  /** ESP went both ways: the tunnel is used. */
  String CARRIES = "carries";

  /** The session has ended; the detail is the reason. */
  String ENDED = "ended";

  /** When that was known. */
  Instant at();

  /** The session's id. */
  String session();

  /** Where its IKE_SA_INIT came from. */
  InetAddress client();

  /** {@code pool/gateway}. */
  String gateway();

  /**
   * The outcome of the attempt, once: {@code established}, {@code quiet}, {@code refused}, {@code
   * unanswered}, {@code answer-lost}, {@code given-up}, {@code stuck}, {@code login-failed}, {@code
   * cut-short}; later {@link #CARRIES} and {@link #ENDED}.
   */
  String outcome();

  /** Why, for people: a sentence, or empty. */
  String detail();
}
