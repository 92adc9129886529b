package org.ikelb.console.web.security;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users beside {@code admin}: {@code NAME ROLE HASH}, a line each; {@code #} begins a comment.
 * Read again at each login. A line that is no user lets nobody in, and so does a file that is not
 * UTF-8.
 *
 * <p>Thread-safe.
 */
final class UserFile {
  private static final Logger LOG = LoggerFactory.getLogger(UserFile.class);

  private final Path file;

  /** A line. */
  record Entry(String name, Role role, HashedPassword password, String line) {}

  UserFile(Path file) {
    this.file = file;
  }

  private static String firstWord(String line) {
    return line.strip().split("\\s+", 2)[0];
  }

  /** Says in the log what is wrong with the file, or with this user's line. */
  Optional<Entry> find(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (firstWord(lines.get(i)).equals(name)) {
          Optional<Entry> entry = parse(lines.get(i));
          if (entry.isPresent()) {
            return entry;
          }
          LOG.warn("event=console-user-line-wrong file={} line={}", file, i + 1);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.debug("event=console-users-absent file={}", file);
    } catch (CharacterCodingException e) {
      LOG.error("event=console-users-unreadable file={} problem=\"it is not UTF-8\"", file);
    } catch (IOException e) {
      LOG.error("event=console-users-unreadable file={} problem=\"{}\"", file, e.toString());
    }
    return Optional.empty();
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
