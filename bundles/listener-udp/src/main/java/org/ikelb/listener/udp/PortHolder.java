package org.ikelb.listener.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the process that holds a UDP address: {@code /proc/net/udp} gives the socket's inode,
 * {@code /proc/PID/fd} who has it open. Others' processes are seen by root only.
 *
 * <p>Immutable; blocks, so for control threads.
 */
final class PortHolder {
  private static final int LONGEST_COMMAND = 120;

  private final Path proc;

  PortHolder(Path proc) {
    this.proc = proc;
  }

  /** The process as {@code process 1234 (charon --use-syslog)}, if it can be found. */
  Optional<String> of(InetSocketAddress address) {
    return search(socketsBoundTo(address));
  }

  /** The same, but never this process. */
  Optional<String> other(InetSocketAddress address) {
    Set<String> links = socketsBoundTo(address);
    try (DirectoryStream<Path> own = Files.newDirectoryStream(proc.resolve("self/fd"))) {
      for (Path descriptor : own) {
        links.remove(target(descriptor));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return links.isEmpty()
        ? Optional.empty()
        : search(links).or(() -> Optional.of("a process that could not be found"));
  }

  private Optional<String> search(Set<String> links) {
    if (links.isEmpty()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (hasOpen(process, links)) {
          return Optional.of("process " + process.getFileName() + command(process));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** What the links of their descriptors say: {@code socket:[4711]}. */
  private Set<String> socketsBoundTo(InetSocketAddress address) {
    Set<String> locals = conflicting(address);
    String anywhere = address.getAddress().isAnyLocalAddress() ? port(address) : "none";
    Set<String> links = new HashSet<>();
    for (String table : List.of("net/udp", "net/udp6")) {
      for (String line : lines(proc.resolve(table))) {
        String[] columns = line.trim().split("\\s+", -1);
        if (columns.length > 9 && (locals.contains(columns[1]) || columns[1].endsWith(anywhere))) {
          links.add("socket:[" + columns[9] + "]");
        }
      }
    }
    return links;
  }

  /** The address itself and the wildcards, as {@code /proc/net/udp} writes them. */
  private static Set<String> conflicting(InetSocketAddress address) {
    String port = port(address);
    String own = hex(address.getAddress());
    Set<String> texts = new HashSet<>(Set.of(own + port, "0".repeat(32) + port));
    if (address.getAddress() instanceof Inet4Address) {
      texts.add("0".repeat(8) + port);
      texts.add("0000000000000000FFFF0000" + own + port);
    }
    return texts;
  }

  private static String port(InetSocketAddress address) {
    return String.format(Locale.ROOT, ":%04X", address.getPort());
  }

  /** Words of 32 bits, each in the machine's byte order. */
  private static String hex(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder());
    StringBuilder hex = new StringBuilder();
    while (bytes.hasRemaining()) {
      hex.append(String.format(Locale.ROOT, "%08X", bytes.getInt()));
    }
    return hex.toString();
  }

  private static boolean hasOpen(Path process, Set<String> links) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (links.contains(target(descriptor))) {
          return true;
        }
      }
    } catch (IOException endedOrNotOurs) {
      return false;
    }
    return false;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static String command(Path process) {
    try {
      String line = Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8);
      String command = line.replace('\0', ' ').trim();
      String cut =
          command.length() > LONGEST_COMMAND
              ? command.substring(0, LONGEST_COMMAND) + "..."
              : command;
      return cut.isEmpty() ? "" : " (" + cut + ")";
    } catch (IOException ended) {
      return "";
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException noSuchFamily) {
      return List.of();
    }
  }
}
