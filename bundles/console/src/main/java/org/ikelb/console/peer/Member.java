package org.ikelb.console.peer;

import java.util.Optional;

/** Whom a role is given to. Immutable. */
public sealed interface Member {
  /** Whether the peer is meant. */
  boolean includes(Peer peer, Accounts accounts);

  /** Whether the machine knows that name. */
  boolean isKnown(Accounts accounts);

  /** A user, by name or number. */
  record User(String name) implements Member {
    @Override
    public boolean includes(Peer peer, Accounts accounts) {
      return accounts.user(name).filter(peer.user()::equals).isPresent();
    }

    @Override
    public boolean isKnown(Accounts accounts) {
      return accounts.user(name).isPresent();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Everybody in a group, by name or number. */
  record Group(String name) implements Member {
    @Override
    public boolean includes(Peer peer, Accounts accounts) {
      return accounts
          .group(name)
          .filter(g -> g.equals(peer.group()) || accounts.groupsOf(peer.user()).contains(g))
          .isPresent();
    }

    @Override
    public boolean isKnown(Accounts accounts) {
      return accounts.group(name).isPresent();
    }

    @Override
    public String toString() {
      return "@" + name;
    }
  }

  /** {@code alice} or {@code @vpn-ops}; empty if there is no name in it. */
  static Optional<Member> of(String word) {
    boolean group = word.startsWith("@");
    String name = (group ? word.substring(1) : word).strip();
    if (name.isEmpty() || name.startsWith("@")) {
      return Optional.empty();
    }
    return Optional.of(group ? new Group(name) : new User(name));
  }
}
