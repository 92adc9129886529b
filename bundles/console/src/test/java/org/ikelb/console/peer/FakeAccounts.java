package org.ikelb.console.peer;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Users alice, bob and root; groups ops, staff and "domain users". */
public final class FakeAccounts implements Accounts {
  public final Map<String, Set<String>> groupsOf = new HashMap<>();
  public int asked;

  /** A user; equal to all of that name. */
  public record User(String getName) implements UserPrincipal {
    @Override
    public String getName() {
      return getName;
    }
  }

  /** A group; equal to all of that name. */
  public record Group(String getName) implements GroupPrincipal {
    @Override
    public String getName() {
      return getName;
    }
  }

  public static Peer peer(String user, String group) {
    return new Peer(new User(user), new Group(group));
  }

  @Override
  public Optional<UserPrincipal> user(String name) {
    String known = name.equals("0") ? "root" : name;
    return userNames().contains(known) ? Optional.of(new User(known)) : Optional.empty();
  }

  @Override
  public Optional<GroupPrincipal> group(String name) {
    return groupNames().contains(name) ? Optional.of(new Group(name)) : Optional.empty();
  }

  @Override
  public Set<GroupPrincipal> groupsOf(UserPrincipal user) {
    asked++;
    return groupsOf.getOrDefault(user.getName(), Set.of()).stream()
        .map(Group::new)
        .collect(Collectors.toSet());
  }

  @Override
  public List<String> userNames() {
    return List.of("root", "alice", "bob");
  }

  @Override
  public List<String> groupNames() {
    return List.of("ops", "staff", "domain users");
  }
}
