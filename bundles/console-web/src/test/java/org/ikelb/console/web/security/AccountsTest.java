package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class AccountsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path state;
  private PasswordFile admin;
  private Accounts accounts;

  @BeforeEach
  void create() throws Exception {
    admin = new PasswordFile(state.resolve("console.password"));
    admin.createIfAbsent(RANDOM);
    accounts = new Accounts(admin, new UserFile(state.resolve("console.users")), RANDOM);
  }

  private void user(String name, String role, String password) throws Exception {
    String line = name + " " + role + " " + HashedPassword.of(password, RANDOM).text();
    Files.writeString(state.resolve("console.users"), "# comment\n" + line + "\n");
  }

  @Test
  void adminsPasswordIsTheSingleLineOfAFileOfItsOwner() throws Exception {
    Path file = state.resolve("console.password");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).matches("[a-z2-9]{24}\n"));
  }

  @Test
  void aPasswordThatIsThereStays() throws Exception {
    Files.writeString(state.resolve("console.password"), "mine\n");

    assertFalse(admin.createIfAbsent(RANDOM));
    assertEquals(
        Optional.of(new Caller("admin", Role.ADMIN)),
        accounts.check(new Credentials("admin", "mine")));
  }

  @Test
  void nobodyIsAdminWithoutAPassword() throws Exception {
    Files.writeString(state.resolve("console.password"), "\n");
    assertEquals(Optional.empty(), accounts.check(new Credentials("admin", "")));

    Files.delete(state.resolve("console.password"));
    assertEquals(Optional.empty(), accounts.check(new Credentials("admin", "")));
  }

  @Test
  void furtherUsersHaveHashedPasswordsAndRoles() throws Exception {
    user("anna", "operate", "secret");

    assertEquals(
        Optional.of(new Caller("anna", Role.OPERATE)),
        accounts.check(new Credentials("anna", "secret")));
    assertEquals(Optional.empty(), accounts.check(new Credentials("anna", "Secret")));
    assertEquals(Optional.empty(), accounts.check(new Credentials("bert", "secret")));
  }

  @Test
  void remembersOnlyWhatWasRightAndIsStill() throws Exception {
    user("anna", "operate", "secret");
    Credentials right = new Credentials("anna", "secret");
    assertEquals(Optional.empty(), accounts.remembered(right));
    assertTrue(accounts.check(right).isPresent());
    assertTrue(accounts.check(new Credentials("anna", "wrong")).isEmpty());

    assertTrue(accounts.remembered(right).isPresent());
    assertTrue(accounts.remembered(new Credentials("anna", "wrong")).isEmpty());

    user("anna", "view", "secret");
    assertTrue(accounts.remembered(right).isEmpty());
  }

  @Test
  void filesThatAreNotUtf8LetNobodyIn() throws Exception {
    user("anna", "view", "secret");
    Files.write(
        state.resolve("console.users"), new byte[] {(byte) 0xff, '\n'}, StandardOpenOption.APPEND);
    Files.write(state.resolve("console.password"), new byte[] {(byte) 0xff, '\n'});

    assertEquals(Optional.empty(), accounts.check(new Credentials("anna", "secret")));
    assertEquals(Optional.empty(), accounts.check(new Credentials("admin", "secret")));
  }

  /** The minimum of a few, so that a pause in between does not matter. */
  private long fastest(String name) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long began = System.nanoTime();
      assertEquals(Optional.empty(), accounts.check(new Credentials(name, "wrong")));
      fastest = Math.min(fastest, System.nanoTime() - began);
    }
    return fastest;
  }

  /** Hashed as the documentation said before; what is hashed now has as many as it says today. */
  @Test
  void aHashOfFormerTimesGoesOnWorking() throws Exception {
    String former =
        "pbkdf2-sha256:210000:MDEyMzQ1Njc4OWFiY2RlZg==:"
            + "blLN+G5o91IL463It5ZqAblUPcWUei7cXeJtxt5du5w=";
    Files.writeString(state.resolve("console.users"), "anna view " + former + "\n");
    assertEquals(
        Optional.of(new Caller("anna", Role.VIEW)),
        accounts.check(new Credentials("anna", "secret")));
    assertEquals(Optional.empty(), accounts.check(new Credentials("anna", "wrong")));
    assertTrue(HashedPassword.of("x", RANDOM).text().startsWith("pbkdf2-sha256:600000:"));
  }

  @Test
  void theTimeItTakesDoesNotTellWhetherThereIsSuchAUser() throws Exception {
    user("anna", "view", "secret");
    assertTrue(fastest("nobody") > fastest("anna") / 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna admin",
        "anna root pbkdf2-sha256:1:AAAA:AAAA",
        "anna admin secret",
        "anna admin pbkdf2-sha256:0:AAAA:AAAA",
        "anna admin pbkdf2-sha256:x:AAAA:AAAA",
        "anna admin pbkdf2-sha256:1:AAAA:",
        "#anna admin pbkdf2-sha256:1:AAAA:AAAA",
        ""
      })
  void aLineThatIsNoUserLetsNobodyIn(String line) {
    assertEquals(Optional.empty(), UserFile.parse(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic ?", "Basic YWRtaW4=", "Bearer YTpi"})
  void whatIsNoBasicHeaderIsNobody(String header) {
    assertEquals(Optional.empty(), Credentials.of(header));
  }

  @Test
  void aPasswordMayHoldColons() {
    assertEquals(Optional.of(new Credentials("a", "b:c")), Credentials.of("basic YTpiOmM="));
  }
}
