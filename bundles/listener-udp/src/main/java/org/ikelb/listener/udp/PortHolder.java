package org.ikelb.listener.udp;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.host.SocketOwner;
import org.ikelb.api.host.UdpSocket;

/**
 * Names the process that holds a UDP address.
 *
 * <p>Immutable; blocks, so for control threads.
 *
 * @param proc where {@code /proc} is
 */
record PortHolder(Path proc) {

  /** The process as {@code process 1234 (charon --use-syslog)}, if it can be found. */
  Optional<String> of(InetSocketAddress address) {
    return SocketOwner.of(holding(address), proc).map(PortHolder::text);
  }

  /** The same, but never this process. */
  Optional<String> other(InetSocketAddress address) {
    List<UdpSocket> others = SocketOwner.ofOthers(holding(address), proc);
    return others.isEmpty()
        ? Optional.empty()
        : SocketOwner.of(others, proc)
            .map(PortHolder::text)
            .or(() -> Optional.of("a process that could not be found"));
  }

  private List<UdpSocket> holding(InetSocketAddress address) {
    return UdpSocket.all(proc).stream().filter(s -> s.mayBeInTheWayOf(address)).toList();
  }

  private static String text(SocketOwner owner) {
    String command = owner.command().isEmpty() ? "" : " (" + owner.command() + ")";
    return "process " + owner.pid() + command;
  }
}
