package org.ikelb.console.verb;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;

/** Whether somebody may do what they typed. Pure functions. */
final class Permission {
  private Permission() {}

  /**
   * Checks the role that a verb needs, and that its words need.
   *
   * @throws VerbFailed naming the role needed, the role had, and where roles are given
   */
  static void check(Syntax syntax, Input input, Caller caller) throws VerbFailed {
    check(syntax.name(), syntax.role(), caller);
    Optional<String> word = syntax.adminWords().stream().filter(input::has).findFirst();
    if (word.isPresent()) {
      check(syntax.name() + " with " + syntax.shown(word.get()), Role.ADMIN, caller);
    }
  }

  /**
   * The same for one thing.
   *
   * @param what is to be done: {@code drain}
   */
  static void check(String what, Role needed, Caller caller) throws VerbFailed {
    if (!caller.role().includes(needed)) {
      throw VerbFailed.refused(
          List.of(
              what
                  + " needs the role "
                  + needed.word()
                  + "; "
                  + caller.name()
                  + " has "
                  + caller.role().word(),
              "who has it: ikelb.control."
                  + needed.word()
                  + " in conf/framework.properties; in the Web Console: state/console.users"));
    }
  }
}
