package org.ikelb.console.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ikelb.api.Role;

/**
 * Who has which role at the control socket. Immutable.
 *
 * @param members by role; a role without members is absent
 */
public record ControlRoles(Map<Role, List<Member>> members) {
  public ControlRoles {
    Map<Role, List<Member>> copy = new EnumMap<>(Role.class);
    members.forEach((role, list) -> copy.put(role, List.copyOf(list)));
    members = Collections.unmodifiableMap(copy);
  }

  /** The framework property that names those who have a role. */
  public static String property(Role role) {
    return "ikelb.control." + role.word();
  }

  /**
   * Reads {@code ikelb.control.view}, {@code .operate} and {@code .admin}: names of users, and of
   * groups after {@code @}, with commas between them.
   *
   * @param problem is told the property and what is wrong with it, for each word that is no name
   */
  public static ControlRoles read(
      Function<String, Optional<String>> property, BiConsumer<String, String> problem) {
    Map<Role, List<Member>> members = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      List<Member> named = new ArrayList<>();
      String text = property.apply(property(role)).orElse("").strip();
      for (String word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        Member.of(word.strip())
            .ifPresentOrElse(
                named::add,
                () ->
                    problem.accept(
                        property(role),
                        "\"" + word.strip() + "\" is no name; write USER or @GROUP, with commas"));
      }
      if (!named.isEmpty()) {
        members.put(role, named);
      }
    }
    return new ControlRoles(members);
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** The highest role that a peer has; empty: none. */
  public Optional<Role> of(Peer peer, Accounts accounts) {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(m -> m.includes(peer, accounts)))
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }

  /** {@code view: alice, @vpn-ops; admin: bob}. */
  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(entry -> entry.getKey().word() + ": " + named(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String named(List<Member> members) {
    return members.stream().map(Member::toString).collect(Collectors.joining(", "));
  }
}
