package org.ikelb.monitor.icmp;

import java.util.Map;

/**
 * Error numbers of Linux, as on x86 and ARM.
 *
 * <p>Stateless and thread-safe.
 */
final class Errno {
  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EMSGSIZE = 90;
  static final int ENOPROTOOPT = 92;
  static final int EOPNOTSUPP = 95;
  static final int ENETUNREACH = 101;
  static final int ECONNREFUSED = 111;
  static final int EHOSTDOWN = 112;
  static final int EHOSTUNREACH = 113;
  private static final int ENONET = 64;
  static final int EPROTONOSUPPORT = 93;
  private static final int EPROTO = 71;

  /** What ICMP errors about an echo request become, see the kernel's icmp_err_convert. */
  private static final Map<Integer, String> UNREACHABLE =
      Map.of(
          ENETUNREACH, "network unreachable",
          EHOSTUNREACH, "host unreachable",
          EHOSTDOWN, "host unknown",
          ENONET, "host isolated",
          ENOPROTOOPT, "protocol unreachable",
          ECONNREFUSED, "port unreachable",
          EMSGSIZE, "fragmentation needed",
          EOPNOTSUPP, "source route failed",
          EACCES, "administratively prohibited",
          EPROTO, "parameter problem");

  private Errno() {}

  /** What the network said about the address, after the request had left. */
  static String unreachable(int errno) {
    return UNREACHABLE.getOrDefault(errno, "error " + errno);
  }
}
