package org.ikelb.core.persist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
  private final Supplier<List<LiveGateway>> gateways;

  /**
   * Remembers none from before.
   *
   * @param gateways those that there are
   */
  KeptEjections(Supplier<List<LiveGateway>> gateways) {
    this.gateways = gateways;
  }

  /** Whether an entry is one of these. */
  static boolean isOne(StateStoreEntry entry) {
    return entry.key().startsWith(KEY);
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
    List<StateStoreEntry> entries = new ArrayList<>();
    for (LiveGateway gateway : gateways.get()) {
      if (!gateway.state().removed()) {
        gateway
            .ejections()
            .now()
            .ifPresent(ejection -> entries.add(entry(KEY + gateway.id(), ejection)));
      }
    }
    return entries;
  }

  private static StateStoreEntry entry(String key, Ejection ejection) {
    String text = ejection.times() + " " + ejection.until() + " " + ejection.evidence();
    return new StateStoreEntry(key, VERSION, text.getBytes(StandardCharsets.UTF_8));
  }
}
