package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
  /** Decide it here, too, when you add a verb: by what it does, not by what it was copied from. */
  private static final Map<Role, List<String>> VERBS =
      Map.of(
          Role.VIEW,
          List.of(
              "status",
              "warnings",
              "virtualservers",
              "pools",
              "gateways",
              "sessions",
              "session",
              "attempts",
              "failures",
              "diagnose",
              "fragmentation",
              "top",
              "trace",
              "plugins",
              "config check",
              "config diff",
              "config history",
              "config delta",
              "config show",
              "export",
              "log",
              "doctor",
              "history",
              "names",
              "check",
              "help"),
          Role.OPERATE,
          List.of(
              "close",
              "ready",
              "drain",
              "maintenance",
              "weight",
              "probe",
              "proposals",
              "reachability"),
          Role.ADMIN,
          List.of("config apply", "config confirm", "config undo", "config save", "shell"));

  private static final List<Syntax> SYNTAXES = new Verbs().syntaxes();
  private final FakeIkelb ikelb = new FakeIkelb();

  private Output run(Role role, String... words) {
    return new Verbs().run(List.of(words), ikelb.services(new Caller("bob", role)));
  }

  @Test
  void everyVerbHasTheRoleThatWasDecided() {
    Map<String, Role> decided = new TreeMap<>();
    VERBS.forEach((role, names) -> names.forEach(name -> decided.put(name, role)));
    Map<String, Role> declared =
        SYNTAXES.stream().collect(Collectors.toMap(Syntax::name, Syntax::role));
    assertEquals(decided, new TreeMap<>(declared));
  }

  @Test
  void whatChangesSomethingIsNotForViewers() {
    List<String> forViewers =
        SYNTAXES.stream()
            .filter(syntax -> syntax.undo().isPresent() && syntax.role() == Role.VIEW)
            .filter(syntax -> syntax.adminWords().isEmpty())
            .map(Syntax::name)
            .toList();
    assertEquals(List.of(), forViewers);
  }

  @Test
  void wordsForAdminsAreWordsOfTheVerb() {
    for (Syntax syntax : SYNTAXES) {
      List<String> words =
          Stream.concat(
                  syntax.arguments().stream().map(Syntax.Argument::name),
                  syntax.options().stream().map(Syntax.Option::name))
              .toList();
      assertTrue(words.containsAll(syntax.adminWords()), syntax::name);
    }
  }

  /** ikelb would read or write it with its own rights, which the user may not have. */
  @Test
  void whateverNamesAFileIsForAdmins() {
    for (Syntax syntax : SYNTAXES) {
      Stream<String> files =
          Stream.concat(
              syntax.arguments().stream()
                  .map(Syntax.Argument::name)
                  .filter(TopologyText.FILE::equals),
              syntax.options().stream()
                  .filter(o -> o.value().stream().anyMatch(List.of("FILE", "DIR")::contains))
                  .map(Syntax.Option::name));
      assertTrue(
          syntax.role() == Role.ADMIN || files.allMatch(syntax.adminWords()::contains),
          syntax::name);
    }
  }

  @Test
  void aRefusalNamesTheVerbBothRolesAndThePropertyAndChangesNothing() {
    Output refused = run(Role.VIEW, "drain", "vpn/gw1");

    assertEquals(1, refused.exit());
    assertEquals(
        List.of(
            "drain needs the role operate; bob has view",
            "who has it: ikelb.control.operate in conf/framework.properties; in the Web Console:"
                + " state/console.users"),
        refused.err());
    assertEquals(List.of(), ikelb.done);
  }

  @ParameterizedTest
  @CsvSource({
    "VIEW, status, 0",
    "VIEW, config check, 0",
    "VIEW, config check conf/ikelb.json, 1",
    "VIEW, config diff conf/ikelb.json, 1",
    "VIEW, log, 0",
    "OPERATE, log debug, 1",
    "VIEW, export, 0",
    "OPERATE, export fake --out /nonexistent, 1",
    "OPERATE, trace /etc/passwd, 1",
    "VIEW, trace 1122 --to ike, 0",
    "VIEW, drain --help, 0",
    "VIEW, config apply --help, 0",
    "VIEW, probe vpn/gw1, 1",
    "OPERATE, probe vpn/gw1, 0",
    "VIEW, proposals, 1",
    "OPERATE, proposals, 4",
    "OPERATE, proposals --client /etc/passwd, 1",
    "ADMIN, proposals --client /etc/passwd, 4",
    "VIEW, reachability, 1",
    "OPERATE, reachability, 0",
    "OPERATE, drain vpn/gw1, 0",
    "OPERATE, weight vpn/gw1 7, 0",
    "OPERATE, config apply, 1",
    "OPERATE, config confirm, 1",
    "OPERATE, config undo, 1",
    "OPERATE, config save, 1",
    "ADMIN, config apply, 0",
    "ADMIN, config check conf/ikelb.json, 0",
  })
  void aRoleMayDoWhatItIncludes(Role role, String line, int exit) {
    Output output = run(role, line.split(" ", -1));
    assertEquals(exit, output.exit(), output::toString);
    if (exit == 1) {
      assertTrue(output.err().get(0).contains("needs the role"), output::toString);
    }
  }

  @Test
  void whoDoesItIsNamed() {
    run(Role.OPERATE, "drain", "vpn/gw1");
    run(Role.OPERATE, "weight", "vpn/gw1", "7");
    run(Role.OPERATE, "close", "s1");
    run(Role.ADMIN, "config", "apply");
    run(Role.ADMIN, "config", "confirm");
    run(Role.ADMIN, "config", "undo");
    run(Role.ADMIN, "config", "save");
    assertEquals(
        List.of(
            "DRAIN vpn/gw1 by bob",
            "weight 7 vpn/gw1 by bob",
            "close s1 by bob",
            "apply by bob",
            "confirm by bob",
            "undo by bob",
            "save by bob"),
        ikelb.done);
  }
}
