package org.ikelb.console.web.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;

/**
 * Knows who has which password. What was right once is remembered as a keyed digest for as long as
 * the user's line stays the same: a browser sends its password with every request, and hashing that
 * slowly each time would cost more than everything else.
 *
 * <p>Thread-safe.
 */
final class Accounts {
  static final String ADMIN = "admin";
  private static final int REMEMBERED = 100;
  private static final HashedPassword NOBODY = HashedPassword.ofNobody();

  private final PasswordFile admin;
  private final UserFile users;
  private final byte[] secret = new byte[32];
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * Somebody who can log in.
   *
   * @param line what the file says of them
   * @param password whether it is theirs
   */
  private record Account(Caller user, String line, Predicate<String> password) {}

  Accounts(PasswordFile admin, UserFile users, SecureRandom random) {
    this.admin = admin;
    this.users = users;
    random.nextBytes(secret);
  }

  /** Who has logged in so before; is no help for guessing, so it needs no throttle. */
  Optional<Caller> remembered(Credentials credentials) {
    return account(credentials.name())
        .filter(account -> seen.contains(digest(account, credentials.password())))
        .map(Account::user);
  }

  /** Who this is; takes its time. */
  Optional<Caller> check(Credentials credentials) {
    Optional<Account> known = account(credentials.name());
    if (known.isEmpty()) {
      var unused = NOBODY.matches(credentials.password()); // takes as long as for a user
    }
    Optional<Account> account =
        known.filter(found -> found.password().test(credentials.password()));
    account.ifPresent(found -> remember(digest(found, credentials.password())));
    return account.map(Account::user);
  }

  private Optional<Account> account(String name) {
    return name.equals(ADMIN)
        ? admin.line().map(line -> new Account(new Caller(ADMIN, Role.ADMIN), line, admin::matches))
        : users
            .find(name)
            .map(
                entry ->
                    new Account(
                        new Caller(name, entry.role()), entry.line(), entry.password()::matches));
  }

  private void remember(String digest) {
    if (seen.size() >= REMEMBERED) {
      seen.clear();
    }
    seen.add(digest);
  }

  private String digest(Account account, String password) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(secret);
      sha.update((account.line() + "\n").getBytes(StandardCharsets.UTF_8));
      sha.update(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
