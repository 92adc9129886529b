package org.ikelb.console.web.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user may do; each role may do what those before it may. */
public enum Role {
  /** Sees everything, changes nothing. */
  VIEW,
  /** Drains gateways, sets weights, ends sessions. */
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

  static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
