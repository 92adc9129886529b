package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.console.FakeIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditedTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  private List<String> trail(Role role, String... words) {
    Caller bob = new Caller("bob", role, "test");
    var unused = new Verbs().run(List.of(words), ikelb.services(bob));
    return ikelb.audit.latest().stream()
        .map(e -> String.join("|", e.user(), e.role(), e.from(), e.what(), e.result()))
        .toList();
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        arguments(Role.OPERATE, "drain vpn/gw1", "bob|operate|test|drain vpn/gw1|done"),
        arguments(
            Role.OPERATE,
            "maintenance vpn/gw1",
            "bob|operate|test|maintenance vpn/gw1|refused: this would end 1,204 established"
                + " sessions, 3 half-open on vpn/gw1, which a drain would not"),
        arguments(
            Role.OPERATE,
            "drain vpn/nobody",
            "bob|operate|test|drain vpn/nobody|refused: no gateway \"vpn/nobody\""),
        arguments(
            Role.VIEW,
            "drain vpn/gw1",
            "bob|view|test|drain vpn/gw1|refused: drain needs the role operate; bob has view"),
        arguments(
            Role.VIEW,
            "shell",
            "bob|view|test|shell|refused: shell needs the role admin; bob has view"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whatChangesSomethingOrMayNotLeavesATrace(Role role, String line, String expected) {
    String quoted = expected.replace('"', '\'');
    List<String> trail = trail(role, line.split(" ", -1));
    assertEquals(1, trail.size(), trail::toString);
    assertEquals(
        quoted, trail.get(0).substring(0, Math.min(quoted.length(), trail.get(0).length())));
  }

  @Test
  void whatOnlyReadsLeavesNone() {
    assertEquals(List.of(), trail(Role.VIEW, "gateways"));
    assertEquals(List.of(), trail(Role.OPERATE, "drain", "--help"));
  }

  @Test
  void whatIsBrokenOffHalfwayLeavesATraceToo() {
    ikelb.waiting.at(
        Duration.ofSeconds(1),
        () -> {
          throw new CancellationException("the user has gone");
        });
    Caller bob = new Caller("bob", Role.OPERATE, "test");
    assertThrows(
        CancellationException.class,
        () -> new Verbs().run(List.of("drain", "vpn/gw1", "--wait"), ikelb.services(bob)));
    assertEquals("broken off; what was done stays", ikelb.audit.latest().get(0).result());
  }

  @Test
  void theTrailIsShownNewestFirst() {
    trail(Role.OPERATE, "drain", "vpn/gw1");
    trail(Role.OPERATE, "ready", "vpn/gw2");
    String shown = Typed.out(ikelb, "history");
    assertEquals(
        List.of("ready vpn/gw2", "drain vpn/gw1"),
        shown
            .lines()
            .filter(line -> line.contains("bob"))
            .map(line -> line.replaceAll(".*test +(\\S+ \\S+).*", "$1"))
            .toList(),
        shown);
    assertEquals("0 lines", Typed.out(ikelb, "history", "--user", "eve").lines().toList().get(1));
  }
}
