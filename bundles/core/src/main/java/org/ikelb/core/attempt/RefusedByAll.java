package org.ikelb.core.attempt;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ikelb.api.text.AddressText;

/**
 * The policies that every gateway of a pool refuses, and whose they are.
 *
 * <p>Thread-safe; the lock is held for a few instructions on loops.
 */
final class RefusedByAll {
  private static final int MOST = 16;
  private static final int MOST_CLIENTS = 100;
  private static final int SHOWN = 3;
  private static final long SHOWN_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Map<Offer, Clients> byOffer = new LinkedHashMap<>();

  /** Who has it. */
  private static final class Clients {
    private final Set<InetAddress> addresses = new LinkedHashSet<>();
    private long lastNanos;
  }

  synchronized void add(Dialler dialler, long nowNanos) {
    Clients clients = byOffer.remove(dialler.offer()); // and comes last
    Clients known = clients == null ? new Clients() : clients;
    if (known.addresses.size() < MOST_CLIENTS) {
      known.addresses.add(dialler.address());
    }
    known.lastNanos = nowNanos;
    byOffer.put(dialler.offer(), known);
    if (byOffer.size() > MOST) {
      byOffer.remove(byOffer.keySet().iterator().next());
    }
  }

  /** Each policy and its clients, in a sentence's beginning. */
  synchronized List<String> describe(long nowNanos) {
    byOffer.values().removeIf(clients -> nowNanos - clients.lastNanos > SHOWN_NANOS);
    List<String> sentences = new ArrayList<>();
    byOffer.forEach(
        (offer, clients) ->
            sentences.add(
                "All gateways refuse %s, which offers %s"
                    .formatted(names(clients), offer.describe())));
    return sentences;
  }

  private static String names(Clients clients) {
    int more = clients.addresses.size() - SHOWN;
    String names =
        clients.addresses.stream()
            .limit(SHOWN)
            .map(AddressText::of)
            .collect(Collectors.joining(", "));
    return more <= 0
        ? names
        : names + " and " + more + (more == MOST_CLIENTS - SHOWN ? " or more" : " more");
  }
}
