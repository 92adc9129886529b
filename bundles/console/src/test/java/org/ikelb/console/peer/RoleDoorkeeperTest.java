package org.ikelb.console.peer;

import static org.ikelb.console.peer.FakeAccounts.peer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.junit.jupiter.api.Test;

class RoleDoorkeeperTest {
  private final RoleDoorkeeper doorkeeper =
      new RoleDoorkeeper(
          new FakeAccounts.User("ikelb"),
          new ControlRoles(Map.of(Role.VIEW, List.of(new Member.User("alice")))),
          new FakeAccounts(),
          () -> 0);

  @Test
  void rootAndIkelbsOwnUserAreAdmins() throws Exception {
    assertEquals(new Caller("root", Role.ADMIN), doorkeeper.admit(peer("root", "root")));
    assertEquals(new Caller("ikelb", Role.ADMIN), doorkeeper.admit(peer("ikelb", "ikelb")));
  }

  @Test
  void othersHaveTheirRole() throws Exception {
    assertEquals(new Caller("alice", Role.VIEW), doorkeeper.admit(peer("alice", "staff")));
  }

  @Test
  void aStrangerIsToldWhichPropertiesNameWhoHasARole() {
    Doorkeeper.Stranger stranger =
        assertThrows(Doorkeeper.Stranger.class, () -> doorkeeper.admit(peer("bob", "staff")));
    assertEquals(
        "refused: the user bob has no role here; ikelb.control.view, ikelb.control.operate and"
            + " ikelb.control.admin in ikelb's conf/framework.properties name who has",
        stranger.getMessage());
  }
}
