package org.ikelb.core.persist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.GatewayView;
import org.ikelb.spi.StateStoreEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators want of gateways, kept over restarts as text: key {@code vpn/vpn1}, value
 * {@code drain 2026-01-01T00:00:00Z - keep}, which is the state and, for a drain, since when, until
 * when and what then. Gateways that are ready are not in it.
 *
 * <p>Thread-safe.
 */
public final class WantedStates {
  private static final Logger LOG = LoggerFactory.getLogger(WantedStates.class);
  private static final int VERSION = 1;
  private static final String NONE = "-";

  private final Map<String, Wanted> states = new ConcurrentHashMap<>();

  /** What is wanted of a gateway. */
  public record Wanted(AdministrativeState state, Optional<GatewayView.Drain> drain) {
    public static final Wanted READY = new Wanted(AdministrativeState.READY, Optional.empty());
  }

  public Wanted of(GatewayId gateway) {
    return states.getOrDefault(gateway.toString(), Wanted.READY);
  }

  public void put(GatewayId gateway, Wanted wanted) {
    if (wanted.state() == AdministrativeState.READY) {
      states.remove(gateway.toString());
    } else {
      states.put(gateway.toString(), wanted);
    }
  }

  /** Takes over what was saved in an earlier life; what cannot be read is said and left out. */
  void restore(Collection<StateStoreEntry> entries) {
    for (StateStoreEntry entry : entries) {
      String text = new String(entry.value(), StandardCharsets.US_ASCII);
      try {
        if (entry.version() != VERSION) {
          throw new IllegalArgumentException("unknown version " + entry.version());
        }
        states.put(entry.key(), parse(text));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        LOG.error("event=gateway-state-unreadable gateway={} text=\"{}\"", entry.key(), text, e);
      }
    }
  }

  /** What is to be saved. */
  List<StateStoreEntry> entries() {
    return states.entrySet().stream()
        .map(
            entry ->
                new StateStoreEntry(
                    entry.getKey(),
                    VERSION,
                    format(entry.getValue()).getBytes(StandardCharsets.US_ASCII)))
        .toList();
  }

  private static String format(Wanted wanted) {
    String state = wanted.state().name().toLowerCase(Locale.ROOT);
    return wanted
        .drain()
        .map(
            drain ->
                String.join(
                    " ",
                    state,
                    drain.since().toString(),
                    drain.until().map(Instant::toString).orElse(NONE),
                    drain.then().name().toLowerCase(Locale.ROOT)))
        .orElse(state);
  }

  private static Wanted parse(String text) {
    String[] words = text.split(" ", -1);
    AdministrativeState state = AdministrativeState.valueOf(words[0].toUpperCase(Locale.ROOT));
    if (words.length == 1) {
      return new Wanted(state, Optional.empty());
    }
    if (words.length != 4) {
      throw new IllegalArgumentException("neither 1 nor 4 words: " + text);
    }
    Optional<Instant> until =
        words[2].equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(words[2]));
    AfterDrain then = AfterDrain.valueOf(words[3].toUpperCase(Locale.ROOT));
    return new Wanted(
        state, Optional.of(new GatewayView.Drain(Instant.parse(words[1]), until, then)));
  }
}
