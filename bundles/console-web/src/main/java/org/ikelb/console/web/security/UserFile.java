package org.ikelb.console.web.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.Role;

/**
 * The users beside {@code admin}: {@code NAME ROLE HASH}, a line each; {@code #} begins a comment.
 * Read again at each login. A line that is no user lets nobody in.
 *
 * <p>Thread-safe.
 */
final class UserFile {
  private final Path file;

  /** A line. */
  record Entry(String name, Role role, HashedPassword password, String line) {}

  UserFile(Path file) {
    this.file = file;
  }

  Optional<Entry> find(String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .flatMap(line -> parse(line).stream())
          .filter(entry -> entry.name().equals(name))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<Entry> parse(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length != 3 || words[0].startsWith("#")) {
      return Optional.empty();
    }
    Optional<Role> role = Role.of(words[1]);
    Optional<HashedPassword> password = HashedPassword.parse(words[2]);
    return role.isPresent() && password.isPresent()
        ? Optional.of(new Entry(words[0], role.get(), password.get(), line))
        : Optional.empty();
  }
}
