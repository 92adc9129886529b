package org.ikelb.console.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ikelb.api.host.SocketOwner;
import org.ikelb.api.host.UdpSocket;
import org.ikelb.api.text.AddressText;

/** Whether the addresses are there and free, or ikelb's. Pure but for reading the host. */
final class Ports {
  private static final String SUBJECT = "address ";
  private static final String DAEMON = "IKE daemon";
  private static final int IKE = 500;
  private static final int NAT_T = 4500;

  /** Programs that speak IKE; a name is cut after 15 characters, see proc(5). */
  private static final Set<String> IKE_DAEMONS =
      Set.of("charon", "charon-systemd", "charon-nm", "starter", "pluto", "iked", "racoon");

  private Ports() {}

  /** One an address. */
  static List<Finding> addresses(Needs needs, Host host) {
    List<UdpSocket> sockets = UdpSocket.all(host.proc());
    List<Finding> findings = new ArrayList<>();
    for (InetSocketAddress wanted : needs.addresses()) {
      List<UdpSocket> bound = sockets.stream().filter(s -> s.isInTheWayOf(wanted)).toList();
      findings.add(bound.isEmpty() ? free(wanted) : held(wanted, bound, host));
    }
    return findings;
  }

  /** One an address that another program has, which would keep ikelb from its start. */
  static List<Finding> inTheWay(Needs needs, Host host) {
    List<UdpSocket> sockets = UdpSocket.all(host.proc());
    List<Finding> findings = new ArrayList<>();
    for (InetSocketAddress wanted : needs.addresses()) {
      List<UdpSocket> bound = sockets.stream().filter(s -> s.isInTheWayOf(wanted)).toList();
      if (SocketOwner.of(bound, host.proc()).filter(owner -> !isIkelb(owner, host)).isPresent()) {
        findings.add(held(wanted, bound, host));
      }
    }
    return findings;
  }

  /** Whether it is an ikelb: this one, or one that runs while a tool looks. */
  private static boolean isIkelb(SocketOwner owner, Host host) {
    return owner.self()
        || host.lines(owner.pid() + "/cmdline").stream().anyMatch(it -> it.contains("org.ikelb."));
  }

  /** One a source address; none if the kernel chooses. */
  static List<Finding> sources(Needs needs) {
    return needs.sources().stream().map(Ports::source).toList();
  }

  private static Finding source(InetAddress address) {
    String subject = "source address " + AddressText.of(address);
    return Host.isLocal(address)
        ? Finding.ok(subject, "this machine has it")
        : Finding.warning(
            subject,
            "no interface of this machine has it, so no session can be opened from it",
            "add it (ip address add), or take it out of \"sourceAddresses\"");
  }

  private static Finding free(InetSocketAddress wanted) {
    return Host.isLocal(wanted.getAddress())
        ? Finding.ok(subject(wanted), "free")
        : Finding.problem(
            subject(wanted),
            "no interface of this machine has the address",
            "add it (ip address add), or set net.ipv4.ip_nonlocal_bind if it comes later");
  }

  private static Finding held(InetSocketAddress wanted, List<UdpSocket> bound, Host host) {
    Optional<SocketOwner> owner = SocketOwner.of(bound, host.proc());
    if (owner.isEmpty()) {
      return Finding.problem(
          subject(wanted),
          "held by a process of another user",
          "\"ss -lunp\" as root tells which; if it is ikelb, ask it: IKELB_STATE says where it is");
    }
    if (owner.get().self()) {
      return Finding.ok(subject(wanted), "held by this ikelb");
    }
    String process = owner.get().name() + ", process " + owner.get().pid();
    String remedy =
        isIkeDaemon(owner.get())
            ? "stop this IKE daemon, or let it listen on other addresses only"
            : "stop it, or give ikelb another address";
    return Finding.problem(subject(wanted), "held by " + process, remedy);
  }

  /** A VPN server on this very machine, which would be asked in place of ikelb. */
  static Finding daemon(Needs needs, Host host) {
    Predicate<UdpSocket> ours = socket -> needs.addresses().stream().anyMatch(socket::isInTheWayOf);
    List<UdpSocket> ike =
        UdpSocket.all(host.proc()).stream()
            .filter(s -> s.address().getPort() == IKE || s.address().getPort() == NAT_T)
            .toList();
    for (UdpSocket socket : ike) {
      Optional<SocketOwner> owner =
          SocketOwner.of(List.of(socket), host.proc()).filter(Ports::isIkeDaemon);
      if (owner.isPresent()) {
        String found = owner.get().name() + ", process " + owner.get().pid() + ", listens on ";
        String where = AddressText.endpoint(socket.address());
        return ours.test(socket)
            ? Finding.problem(DAEMON, found + where + ", in the way of ikelb", "stop it")
            : Finding.ok(DAEMON, found + where + ", not in the way");
      }
    }
    return Finding.ok(DAEMON, "none listens on this machine");
  }

  private static boolean isIkeDaemon(SocketOwner owner) {
    return IKE_DAEMONS.contains(owner.name());
  }

  private static String subject(InetSocketAddress address) {
    return SUBJECT + AddressText.endpoint(address);
  }
}
