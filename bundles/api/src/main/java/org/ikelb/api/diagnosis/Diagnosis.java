package org.ikelb.api.diagnosis;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says why clients do not get in, by what went past in clear.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface Diagnosis {
  /**
   * The attempts to log in that came to nothing, by their likeliest cause.
   *
   * @param cause the key of one cause; empty: all
   * @param limit how many of the latest to show
   */
  Failures failures(Optional<String> cause, int limit);

  /** The keys of all causes that can be named, in alphabetical order. */
  List<String> causes();

  /**
   * What went past between a client and its gateway, and what that means, the newest first.
   *
   * @param wanted a client's address or endpoint, an SPI in hexadecimal digits, or a session's id
   */
  List<Conversation> conversations(String wanted);

  /** What became of long messages, gateway by gateway. */
  List<Fragmentation> fragmentation();
}
