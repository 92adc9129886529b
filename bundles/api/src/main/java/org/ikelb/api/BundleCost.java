package org.ikelb.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What it costs the VPN's users if a bundle stands still, so that whoever stops, updates or
 * uninstalls one can be asked before.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface BundleCost {
  /**
   * What stopping it costs, as a sentence for people.
   *
   * @param bundle its number, its symbolic name, or {@code name:version}
   * @return empty: nothing is lost at once, as with plugins; or there is no such bundle
   */
  Optional<String> ofStopping(String bundle);

  /** The same of ikelb as a whole. */
  String ofEverything();
}
