package org.ikelb.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The right to use a state directory: a lock on {@code lock} in it, which holds the owner's pid.
 *
 * <p>The kernel releases it when the process ends, however it ends.
 */
final class StateLock implements AutoCloseable {
  private final Path state;
  private final FileChannel channel;

  private StateLock(Path state, FileChannel channel) {
    this.state = state;
    this.channel = channel;
  }

  /**
   * Takes the lock; makes the directory if there is none.
   *
   * @throws CannotStart if another process has it, naming that one, or the directory is not ours
   */
  static StateLock take(Path state) throws CannotStart {
    try {
      if (!Files.isDirectory(state)) {
        Files.createDirectories(
            state,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return take(state, FileChannel.open(state.resolve("lock"), CREATE, READ, WRITE));
    } catch (IOException e) {
      throw new CannotStart(
          "cannot use the state directory "
              + state
              + ": "
              + e
              + "\nThe user that runs ikelb must be able to write it; IKELB_STATE names another.",
          e);
    }
  }

  private static StateLock take(Path state, FileChannel channel) throws IOException, CannotStart {
    if (!tryLock(channel)) {
      String holder = read(channel);
      channel.close();
      throw new CannotStart(state + " is in use by process " + holder + commandLine(holder));
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    channel.force(false);
    return new StateLock(state, channel);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
  }

  /** As in /proc/PID/cmdline, on a line of its own; empty if it cannot be read. */
  private static String commandLine(String pid) {
    try {
      return "\n  " + Files.readString(Path.of("/proc", pid, "cmdline")).replace('\0', ' ').strip();
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /** Scratch space that nobody else uses. */
  Path cache() {
    return state.resolve("cache");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
