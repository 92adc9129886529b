package org.ikelb.example.sites;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Prefix;

/**
 * Sends the clients of one site to one gateway together, the first of the site's own that takes
 * sessions. Whoever is of no site stands alone, and the balancing method decides.
 *
 * <p>A site's key is built once and for all, so a session costs a walk along the prefixes.
 *
 * <p>Immutable and thread-safe.
 */
final class Sites implements PersistencyStrategy {
  private final List<Range> longestFirst;

  Sites(SitesSettings settings) {
    longestFirst =
        settings.sites().stream()
            .flatMap(site -> site.prefixes().stream().map(prefix -> new Range(prefix, key(site))))
            .sorted(Comparator.comparing((Range range) -> range.prefix().length()).reversed())
            .toList();
  }

  /** Where the clients with this key come from. */
  private record Range(Prefix prefix, Key key) {}

  private static Key key(SitesSettings.Site site) {
    return Key.shared(site.name().getBytes(StandardCharsets.UTF_8)).preferring(site.gateways());
  }

  @Override
  public Key keyOf(Opening opening) {
    InetAddress client = opening.clientAddress();
    for (Range range : longestFirst) {
      if (range.prefix().contains(client)) {
        return range.key();
      }
    }
    return Key.alone(ByteBuffer.allocate(Long.BYTES).putLong(opening.initiatorSpi()).array());
  }
}
