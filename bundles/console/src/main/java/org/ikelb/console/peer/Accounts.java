package org.ikelb.console.peer;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The users and groups of this machine.
 *
 * <p>Thread-safe; may block for as long as the system's name service does.
 */
public interface Accounts {
  /** The user of that name or number; empty: there is none, or nobody can tell. */
  Optional<UserPrincipal> user(String name);

  /** The group of that name or number; empty: there is none, or nobody can tell. */
  Optional<GroupPrincipal> group(String name);

  /** All groups that the system's database gives a user; may be a minute old. */
  Set<GroupPrincipal> groupsOf(UserPrincipal user);

  /** Names for hints: those of {@code /etc/passwd}. */
  List<String> userNames();

  /** Names for hints: those of {@code /etc/group}. */
  List<String> groupNames();
}
