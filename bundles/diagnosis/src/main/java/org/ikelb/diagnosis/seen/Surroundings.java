package org.ikelb.diagnosis.seen;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.Payload;

/**
 * What gateways and addresses did in other talks: it tells causes apart that look the same in one.
 *
 * <p>Not thread-safe.
 */
public final class Surroundings {
  private static final int MOST_OFFERS = 256;
  private static final int MOST_GATEWAYS = 1024;
  private static final int MOST_ADDRESSES = 8192;

  /** For each offer which gateways took it, or did not. */
  private final Map<List<Payload.SecurityAssociation>, Map<String, Boolean>> offers =
      bounded(MOST_OFFERS);

  private final Map<String, Instant> answered = bounded(MOST_GATEWAYS);
  private final Map<String, Instant> accepted = bounded(MOST_GATEWAYS);
  private final Map<String, Boolean> loggedIn = bounded(MOST_ADDRESSES);
  private final Map<String, Boolean> reached4500 = bounded(MOST_ADDRESSES);

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** One message more of a talk: its last. */
  public void add(Talk talk) {
    Line line = talk.lines().get(talk.lines().size() - 1);
    if (line.fromClient()) {
      if (line.isLogin()) {
        reached4500.put(talk.address(), true);
      }
      return;
    }
    answered.put(talk.gateway(), line.at());
    if (line.opensSa()) {
      Optional<IkeMessage> answer = line.read();
      boolean takes =
          answer.isPresent()
              && answer.get().payloads(Payload.SecurityAssociation.class).findAny().isPresent();
      if (takes) {
        accepted.put(talk.gateway(), line.at());
      }
      if (takes || answer.filter(Greeting::refusesProposals).isPresent()) {
        offers.computeIfAbsent(offer(talk), key -> new TreeMap<>()).put(talk.gateway(), takes);
      }
    }
  }

  /** A client's tunnel is used. */
  public void wentWell(Talk talk) {
    loggedIn.put(talk.address(), true);
    reached4500.put(talk.address(), true);
  }

  private static List<Payload.SecurityAssociation> offer(Talk talk) {
    return Greeting.of(talk).request().stream()
        .flatMap(request -> request.payloads(Payload.SecurityAssociation.class))
        .toList();
  }

  /** Gateways of the same pool that took lately what this client offers, though its own did not. */
  public List<String> othersThatTook(Talk talk) {
    Map<String, Boolean> known = offers.getOrDefault(offer(talk), Map.of());
    String pool = talk.pool() + "/";
    return known.entrySet().stream()
        .filter(entry -> entry.getValue() && entry.getKey().startsWith(pool))
        .map(Map.Entry::getKey)
        .filter(gateway -> !gateway.equals(talk.gateway()))
        .toList();
  }

  /** When the gateway sent anything last, to whomever. */
  public Optional<Instant> answered(String gateway) {
    return Optional.ofNullable(answered.get(gateway));
  }

  /** When the gateway took a client's proposals last. */
  public Optional<Instant> accepted(String gateway) {
    return Optional.ofNullable(accepted.get(gateway));
  }

  /** Whether somebody has used a tunnel from that address since ikelb started. */
  public boolean hasLoggedInFrom(String address) {
    return loggedIn.containsKey(address);
  }

  /** Whether a login, which goes to port 4500, has come from that address since ikelb started. */
  public boolean hasReached4500From(String address) {
    return reached4500.containsKey(address);
  }
}
