package org.ikelb.core.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that claim to be an upstream's client, and what they have shown for it. An endpoint
 * is proven when the gateway has answered, protected, a request that only the client can have made
 * and that came from there; or when it alone answered a request of the gateway, and the gateway was
 * satisfied. Until then it gets copies of what the gateway sends: at most three times the bytes
 * that it has sent, unless the limit is lifted, which happens only where just the port has changed.
 *
 * <p>There is one only while there are such endpoints.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class EndpointMoves {
  private static final int MAX_ENDPOINTS = 4;
  private static final int RISING_TO_LIFT = 4;
  private static final long SECOND = 1_000_000_000L;

  /** An unproven endpoint that waits for an answer gives way to no newcomer for so long. */
  private static final long WAITS_NANOS = SECOND;

  /** The proven endpoint must have been silent for so long before a limit is lifted. */
  private static final long SILENT_TO_LIFT_NANOS = SECOND;

  /** Copies to, and the memory of, an endpoint that says nothing end after this. */
  private static final long FORGOTTEN_NANOS = 60 * SECOND;

  private final List<UnprovenEndpoint> endpoints = new ArrayList<>(1);

  /** One that is not remembered has answered the gateway's last request. */
  private boolean unknownAnswered;

  /** Something came from an endpoint that is not the proven one. Null: there is no room for it. */
  public @Nullable UnprovenEndpoint heard(ClientSide side, int loop, int bytes, long nowNanos) {
    UnprovenEndpoint endpoint = find(side);
    if (endpoint == null) {
      if (endpoints.size() == MAX_ENDPOINTS && !makeRoom(nowNanos)) {
        return null;
      }
      endpoint = new UnprovenEndpoint(side);
      endpoints.add(endpoint);
    }
    endpoint.sent(bytes, loop, nowNanos);
    return endpoint;
  }

  private @Nullable UnprovenEndpoint find(ClientSide side) {
    for (UnprovenEndpoint endpoint : endpoints) {
      if (endpoint.side().equals(side)) {
        return endpoint;
      }
    }
    return null;
  }

  /** The one that was silent for longest goes, but none that waits for an answer, or is lifted. */
  private boolean makeRoom(long nowNanos) {
    UnprovenEndpoint silent = null;
    for (UnprovenEndpoint endpoint : endpoints) {
      if (!endpoint.isLifted()
          && !endpoint.isWaiting(nowNanos - WAITS_NANOS)
          && (silent == null || endpoint.lastNanos() - silent.lastNanos() < 0)) {
        silent = endpoint;
      }
    }
    unknownAnswered |= silent != null && silent.hasAnswered();
    return silent != null && endpoints.remove(silent);
  }

  /** The proven endpoint has sent something. */
  public void provenSeen() {
    for (UnprovenEndpoint endpoint : endpoints) {
      endpoint.restoreLimit();
    }
  }

  /** The proven endpoint has sent a request. */
  void provenAsked(IkeSa sa, long id) {
    for (UnprovenEndpoint endpoint : endpoints) {
      endpoint.strikeOff(sa, id);
    }
  }

  /** The only endpoint that waits for the answer to this request. */
  Optional<UnprovenEndpoint> provenByAnswer(SpiPair pair, long id) {
    return only(endpoints.stream().filter(endpoint -> endpoint.waitsFor(pair, id)).toList());
  }

  boolean anyWaitsFor(SpiPair pair, long id) {
    return endpoints.stream().anyMatch(endpoint -> endpoint.waitsFor(pair, id));
  }

  /** The gateway asks something new: who alone has answered what it asked before? */
  Optional<UnprovenEndpoint> provenByNextRequest(boolean provenAnswered) {
    List<UnprovenEndpoint> answered =
        endpoints.stream().filter(UnprovenEndpoint::hasAnswered).toList();
    boolean others = provenAnswered || unknownAnswered;
    endpoints.forEach(endpoint -> endpoint.answered(false));
    unknownAnswered = false;
    return others ? Optional.empty() : only(answered);
  }

  /** An endpoint that there was no room for has answered the gateway's last request. */
  public void answeredByUnknown() {
    unknownAnswered = true;
  }

  /** Whether one of them has answered the gateway's last request. */
  public boolean haveAnswered() {
    return unknownAnswered || endpoints.stream().anyMatch(UnprovenEndpoint::hasAnswered);
  }

  private static Optional<UnprovenEndpoint> only(List<UnprovenEndpoint> some) {
    return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
  }

  /**
   * Lifts limits that may be lifted. To be asked on every datagram, whatever its direction: a
   * download that stalls sends nothing up any more.
   *
   * @param proven the client's proven endpoint
   * @param provenNanos when it was last heard of
   * @return the endpoint whose limit was lifted just now; null: none
   */
  public @Nullable UnprovenEndpoint lift(ClientSide proven, long provenNanos, long nowNanos) {
    if (nowNanos - provenNanos < SILENT_TO_LIFT_NANOS) {
      return null;
    }
    for (UnprovenEndpoint endpoint : endpoints) {
      if (!endpoint.isLifted()
          && endpoint.rising() >= RISING_TO_LIFT
          && endpoint.side().hasOnlyAnotherPortThan(proven)) {
        endpoint.lift();
        return endpoint;
      }
    }
    return null;
  }

  /** Where the gateway's datagrams go instead of the proven endpoint; null: to that. */
  public @Nullable UnprovenEndpoint standIn(long provenNanos, long nowNanos) {
    if (nowNanos - provenNanos < FORGOTTEN_NANOS) {
      return null;
    }
    for (UnprovenEndpoint endpoint : endpoints) {
      if (endpoint.isLifted()) {
        return endpoint;
      }
    }
    return null;
  }

  /** Forgets endpoints that said nothing for long, unless one's limit is lifted. */
  public void forgetSilent(long nowNanos) {
    for (int i = endpoints.size() - 1; i >= 0; i--) {
      UnprovenEndpoint endpoint = endpoints.get(i);
      if (!endpoint.isLifted() && nowNanos - endpoint.lastNanos() > FORGOTTEN_NANOS) {
        unknownAnswered |= endpoint.hasAnswered();
        endpoints.remove(i);
      }
    }
  }

  /** How many there are. */
  public int size() {
    return endpoints.size();
  }

  /**
   * Where a copy of a datagram of the gateway goes, which is counted as sent; null: this endpoint
   * gets none.
   *
   * @param index from 0 to {@link #size()}, exclusively
   * @param except gets the datagram itself
   */
  public @Nullable ClientSide copyFor(int index, int bytes, @Nullable UnprovenEndpoint except) {
    UnprovenEndpoint endpoint = endpoints.get(index);
    return endpoint != except && endpoint.takes(bytes) ? endpoint.side() : null;
  }

  public boolean isEmpty() {
    return endpoints.isEmpty();
  }

  /** The endpoints, for people. */
  public List<ClientSide> sides() {
    return endpoints.stream().map(UnprovenEndpoint::side).toList();
  }
}
