package org.ikelb.console.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password of {@code admin}: the single line of a file that only ikelb's user can read. Made at
 * the first start; read again at each login, so editing the file changes the password.
 *
 * <p>Thread-safe.
 */
final class PasswordFile {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);

  /** Without those that look alike. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int LENGTH = 24;

  private final Path file;

  PasswordFile(Path file) {
    this.file = file;
  }

  Path location() {
    return file;
  }

  /** Makes it if there is none; true if it did. */
  boolean createIfAbsent(SecureRandom random) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return write(password + "\n");
  }

  private boolean write(String line) throws IOException {
    var ownersOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownersOnly)) {
      channel.write(StandardCharsets.UTF_8.encode(line));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Whether this is the password; never if the file is missing or empty. */
  boolean matches(String password) {
    return line().map(line -> MessageDigest.isEqual(utf8(line), utf8(password))).orElse(false);
  }

  /**
   * The password; empty if the file is missing, empty, or not UTF-8 (which the log says): then
   * nobody is admin.
   */
  Optional<String> line() {
    try {
      return Files.readString(file)
          .lines()
          .findFirst()
          .map(String::strip)
          .filter(line -> !line.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.error("event=console-password-unreadable file={} problem=\"{}\"", file, e.toString());
      return Optional.empty();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
