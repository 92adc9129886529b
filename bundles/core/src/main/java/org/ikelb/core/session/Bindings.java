package org.ikelb.core.session;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.Key;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of one persistency group. Clients can choose keys, so they are mixed with a secret
 * before they are hashed, and their number is bounded.
 *
 * <p>Thread-safe.
 */
public final class Bindings {
  private final SecretHash hash = new SecretHash();
  private final ConcurrentMap<Slot, Binding> bindings = new ConcurrentHashMap<>();

  /** The gateway that the key is bound to. */
  public Optional<LiveGateway> find(Key key, long nowNanos, long timeoutNanos) {
    Binding binding = bindings.get(slot(key));
    return binding == null || binding.isExpired(nowNanos, timeoutNanos)
        ? Optional.empty()
        : Optional.of(binding.gateway());
  }

  /** Whether a session that held the key's binding was established. */
  public boolean isProven(Key key) {
    Binding binding = bindings.get(slot(key));
    return binding != null && binding.isProven();
  }

  /**
   * Binds the key to the gateway and holds the binding for a session.
   *
   * @param limit beyond this many bindings a new one is not remembered
   */
  Binding hold(Key key, LiveGateway gateway, int limit) {
    if (bindings.size() >= limit && !bindings.containsKey(slot(key))) {
      return new Binding(gateway);
    }
    return bindings.compute(
        slot(key),
        (slot, old) -> {
          Binding binding =
              old != null && old.gateway() == gateway && !old.isDisowned()
                  ? old
                  : new Binding(gateway);
          binding.hold();
          return binding;
        });
  }

  /** Remembers what was remembered before a restart. */
  public void remember(Key key, LiveGateway gateway, long releasedNanos) {
    Binding binding = new Binding(gateway);
    binding.hold();
    binding.prove();
    binding.release(releasedNanos);
    bindings.putIfAbsent(slot(key), binding);
  }

  /** Hands out those that no session holds: key, gateway and when it was released. */
  public void forEachIdle(IdleBinding visitor) {
    bindings.forEach(
        (slot, binding) -> {
          if (binding.isIdle()) {
            visitor.visit(slot.key, binding.gateway(), binding.releasedNanos());
          }
        });
  }

  /** Sees bindings that no session holds. */
  public interface IdleBinding {
    void visit(Key key, LiveGateway gateway, long releasedNanos);
  }

  /** Forgets what has expired. */
  public void expire(long nowNanos, long timeoutNanos) {
    bindings.forEach(
        (slot, binding) -> {
          if (binding.isExpired(nowNanos, timeoutNanos)) {
            bindings.computeIfPresent(
                slot, (s, b) -> b == binding && b.isExpired(nowNanos, timeoutNanos) ? null : b);
          }
        });
  }

  public int size() {
    return bindings.size();
  }

  private Slot slot(Key key) {
    return new Slot(key, hash.of(key.bytes()));
  }

  private record Slot(Key key, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Slot slot && key.equals(slot.key);
    }
  }
}
