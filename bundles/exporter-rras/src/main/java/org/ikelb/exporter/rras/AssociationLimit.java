package org.ikelb.exporter.rras;

import java.util.Collection;
import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Pool;
import org.ikelb.spi.ExportRequest;

/**
 * How many SAs one source address needs at a gateway: where clients are translated, all of them
 * come from a few.
 *
 * <p>Stateless and thread-safe.
 */
final class AssociationLimit {
  /** The published advice for clients behind an address translation. */
  private static final int USUAL = 50_000;

  private static final int MOST = 2_000_000_000;

  private AssociationLimit() {}

  /** 0: Windows' own limit will do. Else twice the sessions of the largest gateway, if known. */
  static int of(ExportRequest request) {
    List<Gateway> gateways =
        request.topology().pools().values().stream()
            .filter(pool -> isTranslated(pool, request))
            .map(Pool::gateways)
            .flatMap(all -> all.values().stream())
            .toList();
    return gateways.isEmpty() ? 0 : Math.max(USUAL, twiceTheLargest(gateways));
  }

  /** By whatever is in front: the product that is asked for, or ikelb itself. */
  static boolean isTranslated(Pool pool, ExportRequest request) {
    return pool.clientAddress() == ClientAddress.TRANSLATE
        || request.clientAddress() == ClientAddress.TRANSLATE;
  }

  private static int twiceTheLargest(Collection<Gateway> gateways) {
    long largest = gateways.stream().mapToLong(g -> g.maxSessions().orElse(0)).max().orElse(0);
    return (int) Math.min(2 * largest, MOST);
  }
}
