package org.ikelb.console.doctor;

import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.util.List;
import java.util.Optional;

/** Whether there is enough of what the kernel hands out. Pure but for reading the host. */
final class Resources {
  /** What the listener asks for, for each direction of each socket. */
  private static final long WANTED_BUFFER = 4L * 1024 * 1024;

  /** What ikelb keeps for other than upstreams: jars, logs, probes, the console. */
  private static final long OTHER_FILES = 512;

  private static final String BUFFERS = "socket buffers";
  private static final String FILES = "open files";

  private Resources() {}

  static Finding buffers(Host host) {
    long receive = first(host.setting("net/core/rmem_max"));
    long send = first(host.setting("net/core/wmem_max"));
    String limits = "limit " + bytes(receive) + " to receive, " + bytes(send) + " to send";
    if (Math.min(receive, send) >= WANTED_BUFFER) {
      return Finding.ok(BUFFERS, limits);
    }
    if (host.has(Capability.CAP_NET_ADMIN)) {
      return Finding.ok(BUFFERS, limits + ", exceeded by " + Capability.CAP_NET_ADMIN);
    }
    return Finding.warning(
        BUFFERS,
        limits + "; a burst beyond it is lost",
        "sysctl -w net.core.rmem_max=" + WANTED_BUFFER + " net.core.wmem_max=" + WANTED_BUFFER);
  }

  static Finding files(Needs needs, Host host) {
    Optional<Long> limit = host.openFiles();
    if (limit.isEmpty()) {
      return Finding.warning(FILES, "the limit cannot be read", "see whether /proc is mounted");
    }
    long upstreams = Math.max(limit.get() - OTHER_FILES, limit.get() / 2);
    if (upstreams >= needs.sessions()) {
      return Finding.ok(
          FILES, shown(limit.get()) + ", enough for " + count(needs.sessions(), "session"));
    }
    return Finding.warning(
        FILES,
        shown(limit.get())
            + " allow "
            + count(upstreams)
            + " upstreams, limits.sessions is "
            + count(needs.sessions()),
        "raise it (systemd: LimitNOFILE="
            + (2L * needs.sessions() + OTHER_FILES)
            + "), or lower limits.sessions");
  }

  private static String shown(long limit) {
    return limit == Long.MAX_VALUE ? "without limit" : count(limit);
  }

  private static long first(List<Long> numbers) {
    return numbers.isEmpty() ? 0 : numbers.get(0);
  }
}
