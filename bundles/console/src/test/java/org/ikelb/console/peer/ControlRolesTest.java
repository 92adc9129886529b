package org.ikelb.console.peer;

import static org.ikelb.console.peer.FakeAccounts.peer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.Role;
import org.junit.jupiter.api.Test;

class ControlRolesTest {
  private final FakeAccounts accounts = new FakeAccounts();
  private final List<String> problems = new ArrayList<>();

  private ControlRoles read(Map<String, String> properties) {
    return ControlRoles.read(
        name -> Optional.ofNullable(properties.get(name)),
        (property, text) -> problems.add(property + ": " + text));
  }

  @Test
  void givesRolesToUsersAndGroups() {
    ControlRoles roles =
        read(
            Map.of("ikelb.control.view", " @domain users ,alice", "ikelb.control.operate", "@ops"));

    assertEquals("view: @domain users, alice; operate: @ops", roles.toString());
    assertEquals(Optional.of(Role.VIEW), roles.of(peer("alice", "staff"), accounts));
    assertEquals(Optional.of(Role.VIEW), roles.of(peer("bob", "domain users"), accounts));
    assertEquals(Optional.of(Role.OPERATE), roles.of(peer("bob", "ops"), accounts));
    assertEquals(Optional.empty(), roles.of(peer("bob", "staff"), accounts));
    assertEquals(List.of(), problems);
  }

  @Test
  void asksTheDatabaseForTheOtherGroupsOfAUser() {
    accounts.groupsOf.put("bob", Set.of("ops"));
    ControlRoles roles = read(Map.of("ikelb.control.operate", "@ops"));

    assertEquals(Optional.of(Role.OPERATE), roles.of(peer("bob", "staff"), accounts));
    assertEquals(Optional.empty(), roles.of(peer("alice", "staff"), accounts));
  }

  @Test
  void asksNoDatabaseForGroupsThatNoRoleNames() {
    read(Map.of("ikelb.control.view", "alice")).of(peer("bob", "staff"), accounts);
    assertEquals(0, accounts.asked);
  }

  @Test
  void theHighestRoleCounts() {
    ControlRoles roles =
        read(Map.of("ikelb.control.view", "alice", "ikelb.control.admin", "@ops, alice"));
    assertEquals(Optional.of(Role.ADMIN), roles.of(peer("alice", "staff"), accounts));
  }

  @Test
  void aNameThatTheMachineDoesNotKnowIncludesNobody() {
    ControlRoles roles = read(Map.of("ikelb.control.view", "alcie, @posts"));
    assertEquals(Optional.empty(), roles.of(peer("alcie", "posts"), accounts));
  }

  @Test
  void wordsThatAreNoNamesAreSaid() {
    ControlRoles roles =
        read(Map.of("ikelb.control.view", "alice,,@,@@ops", "ikelb.control.admin", " "));

    assertEquals("view: alice", roles.toString());
    assertEquals(
        List.of(
            "ikelb.control.view: \"\" is no name; write USER or @GROUP, with commas",
            "ikelb.control.view: \"@\" is no name; write USER or @GROUP, with commas",
            "ikelb.control.view: \"@@ops\" is no name; write USER or @GROUP, with commas"),
        problems);
  }

  @Test
  void withoutPropertiesNobodyHasARole() {
    assertTrue(read(Map.of()).isEmpty());
  }
}
