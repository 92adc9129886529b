package org.ikelb.listener.udp;

import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.util.NetUtil;
import org.ikelb.core.dataplane.ListenAddress;

/**
 * Says why an address cannot be listened on, and what to do about it.
 *
 * <p>Immutable; used on control threads, for it looks through {@code /proc}.
 */
final class BindFailures {
  private static final int EACCES = -13;
  private static final int EADDRINUSE = -98;
  private static final int EADDRNOTAVAIL = -99;

  private final PortHolder holder;

  BindFailures(PortHolder holder) {
    this.holder = holder;
  }

  static boolean isForeignAddress(Throwable cause) {
    return is(cause, EADDRNOTAVAIL, "Cannot assign requested address");
  }

  static boolean isInUse(Throwable cause) {
    return is(cause, EADDRINUSE, "Address already in use");
  }

  static String foreignAddress(ListenAddress address) {
    return what(address)
        + " is not an address of this machine (yet): listening on it all the same (IP_FREEBIND);"
        + " nothing arrives until it is added to an interface";
  }

  String explain(ListenAddress address, Throwable cause) {
    if (isInUse(cause)) {
      return what(address)
          + " is in use by "
          + holder.of(address.address()).orElse("a process that could not be found")
          + ": stop that process, or give the virtual server another address or port";
    }
    if (is(cause, EACCES, "Permission denied")) {
      return what(address)
          + " may not be bound: a port this low needs CAP_NET_BIND_SERVICE. Under systemd: "
          + "AmbientCapabilities=CAP_NET_BIND_SERVICE; or lower the limit for all programs: "
          + "sysctl net.ipv4.ip_unprivileged_port_start="
          + address.address().getPort()
          + " (setcap on the java binary would give it to every Java program)";
    }
    if (isForeignAddress(cause)) {
      return what(address)
          + " is not an address of this machine: add it to an interface, or correct it";
    }
    return what(address) + " cannot be listened on: " + cause.getMessage();
  }

  private static String what(ListenAddress address) {
    return "virtual server \""
        + address.virtualServer()
        + "\": "
        + NetUtil.toSocketAddressString(address.address());
  }

  /** The JDK's exceptions carry the error's text only. */
  private static boolean is(Throwable cause, int errno, String text) {
    return cause instanceof NativeIoException error
        ? error.expectedErr() == errno
        : String.valueOf(cause.getMessage()).contains(text);
  }
}
