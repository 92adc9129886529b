package org.ikelb.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ikelb.api.Role;
import org.ikelb.api.text.NearestName;
import org.ikelb.api.view.Warning;
import org.ikelb.console.peer.Accounts;
import org.ikelb.console.peer.ControlRoles;
import org.ikelb.console.peer.Member;

/**
 * What {@code conf/framework.properties} says of the socket for users with roles, and what is wrong
 * with that. Immutable.
 *
 * @param path where to listen; empty: nowhere
 * @param roles who has which
 * @param warnings what is wrong
 */
record SharedSocket(Optional<Path> path, ControlRoles roles, List<Warning> warnings) {
  static final String PROPERTY = "ikelb.control.socket";

  private static final String CODE = "control-roles";
  private static final String WHERE = " (conf/framework.properties)";

  SharedSocket {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the settings. A wrong name gives nobody a role, a wrong path opens nothing.
   *
   * @param owner the user that ikelb runs as
   */
  static SharedSocket read(
      Function<String, Optional<String>> property, Accounts accounts, UserPrincipal owner) {
    List<Warning> warnings = new ArrayList<>();
    ControlRoles roles =
        ControlRoles.read(property, (key, text) -> warnings.add(warning(key, text)));
    roles
        .members()
        .forEach(
            (role, members) ->
                members.stream()
                    .filter(member -> !member.isKnown(accounts))
                    .forEach(member -> warnings.add(unknown(role, member, accounts))));
    Optional<String> text = property.apply(PROPERTY).map(String::strip).filter(t -> !t.isEmpty());
    Optional<String> problem =
        text.isEmpty()
            ? roles.isEmpty() ? Optional.empty() : Optional.of(noSocket(roles))
            : roles.isEmpty() ? Optional.of(noRoles()) : wrongPath(text.get(), accounts, owner);
    problem.ifPresent(found -> warnings.add(warning(PROPERTY, found)));
    Optional<Path> path = problem.isPresent() ? Optional.empty() : text.map(Path::of);
    return new SharedSocket(path, roles, warnings);
  }

  static Warning warning(String property, String text) {
    return new Warning(CODE, property, text + WHERE);
  }

  private static Warning unknown(Role role, Member member, Accounts accounts) {
    boolean group = member instanceof Member.Group;
    List<String> known = group ? accounts.groupNames() : accounts.userNames();
    String name = member.toString().substring(group ? 1 : 0);
    String near =
        NearestName.of(name, known).map(found -> "; did you mean \"" + found + "\"?").orElse("");
    String kind = group ? "group" : "user";
    return warning(
        ControlRoles.property(role), "this machine knows no " + kind + " \"" + name + "\"" + near);
  }

  private static String noSocket(ControlRoles roles) {
    return "roles are given ("
        + roles
        + "), but no socket that these users could reach: set it, in a directory that they may"
        + " enter, like /run/ikelb/control.sock";
  }

  private static String noRoles() {
    return "a socket is named, but nobody is given a role, so it is not opened: set"
        + " ikelb.control.view, ikelb.control.operate or ikelb.control.admin";
  }

  /**
   * Whoever may write in the directory could put a socket of their own in the place of this one.
   */
  private static Optional<String> wrongPath(String text, Accounts accounts, UserPrincipal owner) {
    try {
      Path path = Path.of(text);
      Path directory = path.getParent();
      if (!path.isAbsolute() || directory == null) {
        return Optional.of("\"" + text + "\" is no absolute path of a file");
      }
      PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
      Set<PosixFilePermission> mode = attributes.permissions();
      if (mode.contains(PosixFilePermission.GROUP_WRITE)
          || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
        return Optional.of(wrong(directory, mode, "others may write in it; make it 0755"));
      }
      if (!mode.contains(PosixFilePermission.GROUP_EXECUTE)
          && !mode.contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return Optional.of(wrong(directory, mode, "others may not enter it; make it 0755 or 0750"));
      }
      boolean ours = attributes.owner().equals(owner);
      boolean roots = accounts.user("0").filter(attributes.owner()::equals).isPresent();
      return ours || roots
          ? Optional.empty()
          : Optional.of(wrong(directory, mode, "it belongs to " + attributes.owner().getName()));
    } catch (InvalidPathException | IOException e) {
      return Optional.of(
          "\""
              + text
              + "\": the directory must exist, for ikelb's user (RuntimeDirectory=ikelb of"
              + " systemd makes it): "
              + e);
    }
  }

  private static String wrong(Path directory, Set<PosixFilePermission> mode, String text) {
    return directory + " (" + PosixFilePermissions.toString(mode) + "): " + text;
  }
}
