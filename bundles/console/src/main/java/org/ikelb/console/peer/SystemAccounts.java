package org.ikelb.console.peer;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The accounts as the C library finds them (getpwnam(3), getgrnam(3)), so those of LDAP and the
 * like too where nsswitch.conf names them.
 *
 * <p>Thread-safe.
 */
public final class SystemAccounts implements Accounts {
  private final UserPrincipalLookupService lookup =
      FileSystems.getDefault().getUserPrincipalLookupService();
  private final GroupNumbers groups = new GroupNumbers(System::nanoTime);

  @Override
  public Optional<UserPrincipal> user(String name) {
    try {
      return Optional.of(lookup.lookupPrincipalByName(name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<GroupPrincipal> group(String name) {
    try {
      return Optional.of(lookup.lookupPrincipalByGroupName(name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Set<GroupPrincipal> groupsOf(UserPrincipal user) {
    return groups.of(user.getName()).stream()
        .flatMap(number -> group(number).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public List<String> userNames() {
    return names(Path.of("/etc/passwd"));
  }

  @Override
  public List<String> groupNames() {
    return names(Path.of("/etc/group"));
  }

  private static List<String> names(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(":", 2)[0])
          .filter(name -> !name.isEmpty() && !name.startsWith("#"))
          .toList();
    } catch (IOException | RuntimeException e) { // a hint less
      return List.of();
    }
  }
}
