package org.ikelb.console;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A listening unix domain socket that nobody could ever connect to whom its mode does not let.
 *
 * <p>Thread-safe.
 */
final class ListeningSocket implements AutoCloseable {
  private static final int BACKLOG = 16;

  // sockaddr_un.sun_path has 108 bytes with its final 0 (unix(7))
  private static final int LONGEST_PATH = 107;

  private final Path path;
  private final ServerSocketChannel channel;
  private final Object fileKey;

  /** Who may connect. Immutable. */
  enum Access {
    OWNER("rw-------"),
    EVERYBODY("rw-rw-rw-");

    private final String mode;

    Access(String mode) {
      this.mode = mode;
    }
  }

  private ListeningSocket(Path path, ServerSocketChannel channel, Object fileKey) {
    this.path = path;
    this.channel = channel;
    this.fileKey = fileKey;
  }

  /**
   * Listens at the path; the directory must let nobody else write. A socket that a dead process
   * left there is replaced.
   *
   * @param access who may connect
   * @throws IOException if somebody listens there already, something else is there, or the system
   *     refuses
   */
  static ListeningSocket bind(Path path, Access access) throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new IOException(
          "the path has " + length + " bytes, a unix socket's at most " + LONGEST_PATH);
    }
    refuseUnlessStale(path);
    // The mode of a new socket depends on the umask, so it is made behind a closed door.
    Path room = path.resolveSibling(".ctl");
    Path fresh = room.resolve("s");
    Files.deleteIfExists(fresh);
    Files.deleteIfExists(room);
    Files.createDirectory(room, PosixFilePermissions.asFileAttribute(permissions("rwx------")));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
      Files.setPosixFilePermissions(fresh, permissions(access.mode));
      Object fileKey = fileKey(fresh);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      return new ListeningSocket(path, channel, fileKey);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw e;
    } finally {
      Files.deleteIfExists(room);
    }
  }

  SocketChannel accept() throws IOException {
    return channel.accept();
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Stops listening; the file goes too, unless another process has put its own there. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && fileKey(path).equals(fileKey)) {
      Files.deleteIfExists(path);
    }
  }

  private static void refuseUnlessStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!attributes(path).isOther()) {
      throw new IOException(path + " is there already and is no socket; move it away");
    }
    if (somebodyListens(path)) {
      throw new IOException("another process listens at " + path);
    }
  }

  private static boolean somebodyListens(Path path) throws IOException {
    SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX);
    try (probe) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException e) {
      return false;
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Object fileKey(Path path) throws IOException {
    return Objects.requireNonNull(attributes(path).fileKey(), "a POSIX file system has inodes");
  }

  private static Set<PosixFilePermission> permissions(String text) {
    return PosixFilePermissions.fromString(text);
  }
}
