package org.ikelb.core.persist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.core.gateway.Ejection;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.StateStoreEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ejections in force, kept over restarts as text: key {@code ejected vpn/vpn1}, value {@code 2
 * 2026-01-01T00:00:00Z vpn1 refused 4 clients ...}, which is how often, until when and why.
 *
 * <p>Thread-safe.
 */
public final class KeptEjections {
  private static final Logger LOG = LoggerFactory.getLogger(KeptEjections.class);
  private static final int VERSION = 1;
  private static final String KEY = "ejected ";

  private final Map<String, Ejection> restored = new ConcurrentHashMap<>();
  private volatile Map<String, Ejection> current = Map.of();

  /** Whether an entry is one of these. */
  static boolean isOne(StateStoreEntry entry) {
    return entry.key().startsWith(KEY);
  }

  /** Remembers what is in force now. */
  public void keep(Collection<LiveGateway> gateways) {
    Map<String, Ejection> now = new ConcurrentHashMap<>();
    for (LiveGateway gateway : gateways) {
      gateway.ejections().now().ifPresent(it -> now.put(gateway.id().toString(), it));
    }
    current = now;
  }

  /** That of a gateway from before a restart, once; empty: there was none, or it is over. */
  public Optional<Ejection> takeBack(GatewayId gateway, Instant now) {
    return Optional.ofNullable(restored.remove(gateway.toString()))
        .filter(ejection -> now.isBefore(ejection.until()));
  }

  /** Takes over what was saved in an earlier life; what cannot be read is said and left out. */
  void restore(Collection<StateStoreEntry> entries) {
    for (StateStoreEntry entry : entries) {
      String text = new String(entry.value(), StandardCharsets.UTF_8);
      try {
        String[] words = text.split(" ", 3);
        if (entry.version() != VERSION || words.length != 3) {
          throw new IllegalArgumentException("unknown form");
        }
        restored.put(
            entry.key().substring(KEY.length()),
            new Ejection(Integer.parseInt(words[0]), Instant.parse(words[1]), words[2]));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        LOG.error("event=ejection-unreadable key=\"{}\" text=\"{}\"", entry.key(), text, e);
      }
    }
  }

  /** What is to be saved. */
  List<StateStoreEntry> entries() {
    return current.entrySet().stream()
        .map(
            entry ->
                new StateStoreEntry(
                    KEY + entry.getKey(),
                    VERSION,
                    format(entry.getValue()).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static String format(Ejection ejection) {
    return ejection.times() + " " + ejection.until() + " " + ejection.evidence();
  }
}
