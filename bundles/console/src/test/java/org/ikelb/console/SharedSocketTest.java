package org.ikelb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.view.Warning;
import org.ikelb.console.peer.FakeAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSocketTest {
  @TempDir Path directory;
  private final Map<String, String> properties = new HashMap<>();

  @BeforeEach
  void letOthersEnter() throws IOException {
    mode("rwxr-xr-x");
    properties.put("ikelb.control.socket", directory.resolve("c.sock").toString());
    properties.put("ikelb.control.view", "alice");
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
  }

  private SharedSocket read() throws IOException {
    return SharedSocket.read(
        name -> Optional.ofNullable(properties.get(name)),
        new FakeAccounts(),
        Files.getOwner(directory));
  }

  private String onlyWarning() throws IOException {
    SharedSocket shared = read();
    assertEquals(1, shared.warnings().size(), shared::toString);
    Warning warning = shared.warnings().get(0);
    return warning.subject() + ": " + warning.text();
  }

  private void assertClosed(String warning) throws IOException {
    assertTrue(onlyWarning().contains(warning), onlyWarning());
    assertEquals(Optional.empty(), read().path());
  }

  @Test
  void aSocketAndARoleAreEnough() throws IOException {
    assertEquals(List.of(), read().warnings());
    assertEquals(Optional.of(directory.resolve("c.sock")), read().path());
  }

  @Test
  void withoutSettingsThereIsNone() throws IOException {
    properties.clear();
    assertEquals(List.of(), read().warnings());
    assertEquals(Optional.empty(), read().path());
  }

  @Test
  void rolesWithoutASocketAreSaid() throws IOException {
    properties.remove("ikelb.control.socket");
    assertClosed("ikelb.control.socket: roles are given (view: alice), but no socket");
  }

  @Test
  void aSocketWithoutRolesStaysClosed() throws IOException {
    properties.remove("ikelb.control.view");
    assertClosed("nobody is given a role");
  }

  @Test
  void aMistypedNameIsSaidWithTheNearestAndTheOthersCount() throws IOException {
    properties.put("ikelb.control.operate", "alcie, @opps, bob");
    SharedSocket shared = read();
    assertEquals(
        List.of(
            "this machine knows no user \"alcie\"; did you mean \"alice\"?",
            "this machine knows no group \"opps\"; did you mean \"ops\"?"),
        shared.warnings().stream().map(w -> w.text().replaceFirst(" \\(conf.*", "")).toList());
    assertTrue(shared.path().isPresent());
  }

  @Test
  void aDirectoryThatOthersMayWriteIsRefused() throws IOException {
    mode("rwxrwxr-x");
    assertClosed("(rwxrwxr-x): others may write in it");
    mode("rwxr-xrwx");
    assertClosed("others may write in it");
  }

  @Test
  void aDirectoryThatNobodyMayEnterIsRefused() throws IOException {
    mode("rwx------");
    assertClosed("others may not enter it");
  }

  @Test
  void aDirectoryOfSomebodyElseIsRefused() throws IOException {
    SharedSocket shared =
        SharedSocket.read(
            name -> Optional.ofNullable(properties.get(name)),
            new FakeAccounts(),
            new FakeAccounts.User("somebody"));
    assertTrue(shared.warnings().get(0).text().contains("it belongs to "), shared::toString);
    assertEquals(Optional.empty(), shared.path());
  }

  @Test
  void aPathThatIsNoneOrRelativeOrInNoDirectoryIsSaid() throws IOException {
    properties.put("ikelb.control.socket", "run/c.sock");
    assertClosed("\"run/c.sock\" is no absolute path of a file");
    properties.put("ikelb.control.socket", directory.resolve("not/there").toString());
    assertClosed("the directory must exist");
  }
}
