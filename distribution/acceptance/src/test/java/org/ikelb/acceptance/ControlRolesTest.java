package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Roles at the control socket, with users that every Linux has: ikelb runs as nobody, daemon may
 * view, the group bin operate, mail all, and games nothing.
 */
class ControlRolesTest {
  private static final String OWNER = "nobody";
  private static final String VIEWER = "daemon";
  private static final String OPERATOR = "bin";
  private static final String ADMIN = "mail";
  private static final String STRANGER = "games";

  @TempDir Path directory;
  private final String topology = Topologies.onLoopback();
  private UnpackedIkelb unpacked;
  private RunningIkelb running;

  @BeforeEach
  void unpack() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can become somebody else");
    unpacked = UnpackedIkelb.in(directory).topology(topology);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @AfterEach
  void end() {
    if (running != null) {
      running.close();
    }
  }

  private void startWithRoles() throws Exception {
    Path room =
        Files.createDirectory(
            directory.resolve("run"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.setOwner(
        room, room.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OWNER));
    unpacked
        .setting("ikelb.control.socket", room.resolve("control.sock").toString())
        .setting("ikelb.control.view", VIEWER)
        .setting("ikelb.control.operate", "@" + OPERATOR)
        .setting("ikelb.control.admin", ADMIN);
    running = as(OWNER).startAndAwaitReady();
  }

  private UnpackedIkelb as(String user) {
    return unpacked.through(
        "setpriv", "--reuid", user, "--regid", primaryGroup(user), "--clear-groups");
  }

  private static String primaryGroup(String user) {
    return user.equals(OWNER) ? "65534" : user;
  }

  private static void assertRefused(Verb verb, String reason) {
    assertEquals(1, verb.exit(), verb::toString);
    assertTrue((verb.out() + verb.err()).contains(reason), verb::toString);
  }

  @Test
  void aViewerSeesAllAndChangesNothing() throws Exception {
    startWithRoles();
    UnpackedIkelb viewer = as(VIEWER);
    viewer.ikelb("status").done();
    viewer.ikelb("export").done();

    Verb drain = viewer.ikelb("drain", "vpn/vpn1");
    assertRefused(drain, "drain needs the role operate; daemon has view");
    assertTrue(drain.err().contains("ikelb.control.operate in conf/framework.properties"));
    assertRefused(
        viewer.ikelb("config", "check", unpacked.topologyFile().toString()),
        "config check with FILE needs the role admin");
    assertRefused(
        viewer.ikelb("export", "f5", "--out", directory.resolve("x").toString()),
        "export with --out needs the role admin");
    assertRefused(viewer.shell("felix:lb"), "shell needs the role admin");
    assertFalse(Files.exists(directory.resolve("x")));
    assertFalse(running.output().contains("event=gateway-state"), running::output);
  }

  @Test
  void anOperatorDrainsUnderTheirNameButAppliesNothing() throws Exception {
    startWithRoles();
    UnpackedIkelb operator = as(OPERATOR);
    operator.ikelb("drain", "vpn/vpn1").done();
    operator.ikelb("weight", "vpn/vpn2", "7").done();

    running.awaitOutput(
        "event=gateway-state gateway=vpn/vpn1 from=ready to=drain sessions=0 author=bin");
    running.awaitOutput("event=gateway-weight gateway=vpn/vpn2 from=1 to=7 author=bin");
    assertRefused(
        operator.ikelb("config", "apply"), "config apply needs the role admin; bin has operate");
    assertRefused(operator.ikelb("log", "debug"), "log with LEVEL needs the role admin");
  }

  @Test
  void anAdminAppliesUnderTheirNameAndHasAShell() throws Exception {
    startWithRoles();
    unpacked.topology(topology.replace("\"127.0.0.12\" }", "\"127.0.0.12\", \"weight\": 2 }"));
    UnpackedIkelb admin = as(ADMIN);
    admin.ikelb("config", "apply", "--confirm-within", "5m").done();
    admin.ikelb("config", "confirm").done();

    assertTrue(as(VIEWER).ikelb("config", "history").done().out().contains(" mail "));
    Verb undo = admin.shell("config undo");
    assertEquals(0, undo.exit(), undo::toString);
    String history = as(VIEWER).ikelb("config", "history").done().out();
    assertEquals(2, history.split(" mail ", -1).length - 1, history);
  }

  @Test
  void rootAndIkelbsOwnUserMayDoAllThroughTheStateDirectoryToo() throws Exception {
    startWithRoles();
    unpacked.ikelb("drain", "vpn/vpn1").done();
    running.awaitOutput("to=drain sessions=0 author=root");
    as(OWNER).ikelb("ready", "vpn/vpn1").done();
    running.awaitOutput("to=ready sessions=0 author=nobody");
    String shared = directory.resolve("run/control.sock").toString();
    unpacked.with("IKELB_SOCKET", shared).ikelb("config", "apply").done();
    as(OWNER).with("IKELB_SOCKET", shared).ikelb("config", "apply").done();
  }

  @Test
  void aStrangerIsRefusedAndTheLogSaysItOnce() throws Exception {
    startWithRoles();
    for (int i = 0; i < 5; i++) {
      assertRefused(as(STRANGER).ikelb("status"), "refused: the user games has no role here");
    }
    running.awaitOutput("event=control-refused user=\"games\" count=1");
    assertEquals(2, running.output().split("event=control-refused", -1).length);
  }

  @Test
  void othersAreToldWhatToSetWhereNobodyHasARole() throws Exception {
    running = as(OWNER).startAndAwaitReady();
    as(OWNER).ikelb("status").done();
    assertRefused(as(VIEWER).ikelb("status"), "may not open");
    assertRefused(as(VIEWER).ikelb("status"), "ikelb.control.socket");
  }

  @Test
  void mistakesAreSaidAtStartAndOpenNothing() throws Exception {
    unpacked
        .setting("ikelb.control.socket", directory.resolve("run/control.sock").toString())
        .setting("ikelb.control.view", "deamon");
    running = as(OWNER).startAndAwaitReady();

    running.awaitOutput("knows no user \"deamon\"; did you mean \"daemon\"?");
    running.awaitOutput("the directory must exist");
    String warnings = as(OWNER).ikelb("warnings").done().out();
    assertTrue(warnings.contains("did you mean \"daemon\"?"), warnings);
  }
}
