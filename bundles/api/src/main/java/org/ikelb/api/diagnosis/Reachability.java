package org.ikelb.api.diagnosis;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds out whether the network between a client and ikelb lets IKE through: the client sends
 * marked requests of several sizes to both ports, ikelb answers them itself and says what arrived.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface Reachability {
  /**
   * Begins a test. There are a few at a time: the oldest gives way.
   *
   * @param host what clients dial: a name or an address, as {@link #isHost} wants it
   * @return what a client is to run
   */
  PathTest begin(String host);

  /** Whether this can be a host's name or address. It goes into commands, so little else may. */
  boolean isHost(String text);

  /** What has come of a test; empty: there is none with this token, or no more. */
  Optional<PathFindings> findings(String token);

  /** The tokens of the tests that are known, newest first. */
  List<String> tokens();
}
