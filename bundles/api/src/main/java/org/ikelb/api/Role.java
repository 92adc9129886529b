package org.ikelb.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do; each role may do what those before it may. Immutable. */
public enum Role {
  /** Sees everything, changes nothing. */
  VIEW,
  /** Sets states and weights of gateways, probes them, ends sessions. */
  OPERATE,
  /** Applies topologies, installs bundles, configures. */
  ADMIN;

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** As written in files: {@code view}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that word; empty if there is none. */
  public static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
