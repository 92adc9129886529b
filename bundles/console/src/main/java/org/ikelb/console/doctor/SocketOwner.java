package org.ikelb.console.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that has a socket open. Others' processes are seen by root only.
 *
 * @param pid its id
 * @param name its program, at most 15 characters
 * @param self whether it is this process
 */
record SocketOwner(String pid, String name, boolean self) {
  /** Programs that speak IKE; a name is cut after 15 characters, see proc(5). */
  private static final Set<String> IKE_DAEMONS =
      Set.of("charon", "charon-systemd", "charon-nm", "starter", "pluto", "iked", "racoon");

  static Optional<SocketOwner> of(List<UdpSocket> sockets, Host host) {
    Set<String> links =
        sockets.stream().map(s -> "socket:[" + s.inode() + "]").collect(Collectors.toSet());
    Path self = host.proc().resolve("self");
    if (hasOpen(self, links)) {
      return Optional.of(new SocketOwner("self", "ikelb", true));
    }
    try (Stream<Path> processes = Files.list(host.proc())) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> hasOpen(process, links))
          .map(process -> process.getFileName().toString())
          .map(pid -> new SocketOwner(pid, name(host, pid), false))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean isIkeDaemon() {
    return IKE_DAEMONS.contains(name);
  }

  private static String name(Host host, String pid) {
    return String.join("", host.lines(pid + "/comm")).trim();
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
}
