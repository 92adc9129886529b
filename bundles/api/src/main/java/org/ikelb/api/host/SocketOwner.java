package org.ikelb.api.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The process that has a socket open: {@code /proc/PID/fd} says so. Others' processes are seen by
 * root only.
 *
 * <p>Immutable and thread-safe.
 *
 * @param pid its id
 * @param name its program, at most 15 characters
 * @param command its command line, at most 120 characters; empty: not known
 * @param self whether it is this process
 */
public record SocketOwner(String pid, String name, String command, boolean self) {
  private static final int LONGEST_COMMAND = 120;

  /**
   * The process that has one of these sockets open, this one if it has; blocks for the files.
   *
   * @param proc where {@code /proc} is
   */
  public static Optional<SocketOwner> of(Collection<UdpSocket> sockets, Path proc) {
    Set<String> inodes = sockets.stream().map(UdpSocket::inode).collect(Collectors.toSet());
    if (inodes.isEmpty()) {
      return Optional.empty();
    }
    Path self = proc.resolve("self");
    if (opens(self).stream().anyMatch(inodes::contains)) {
      String pid = target(self);
      return Optional.of(owner(self, pid.isEmpty() ? "self" : pid, true));
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (opens(process).stream().anyMatch(inodes::contains)) {
          return Optional.of(owner(process, process.getFileName().toString(), false));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Those of these sockets that this process does not have open; blocks for the files. */
  public static List<UdpSocket> ofOthers(Collection<UdpSocket> sockets, Path proc) {
    Set<String> ours = opens(proc.resolve("self"));
    return sockets.stream().filter(socket -> !ours.contains(socket.inode())).toList();
  }

  private static SocketOwner owner(Path process, String pid, boolean self) {
    String command = text(process.resolve("cmdline")).replace('\0', ' ').trim();
    String cut =
        command.length() > LONGEST_COMMAND
            ? command.substring(0, LONGEST_COMMAND) + "..."
            : command;
    return new SocketOwner(pid, text(process.resolve("comm")).trim(), cut, self);
  }

  /** The inodes of all sockets that a process has open; empty if it ended or may not be seen. */
  private static Set<String> opens(Path process) {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    } catch (IOException endedOrNotOurs) {
      return Set.of();
    }
    return inodes;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }
}
