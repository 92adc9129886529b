package org.ikelb.monitor.icmp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process lacks where it may not ping. Stateless and thread-safe. */
final class Permission {
  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ping_group_range");

  private Permission() {}

  /** For an administrator: what is missing, and the commands that give it. */
  static String remedy() {
    return "ikelb may not send ICMP echo requests, so gateways cannot be pinged: group "
        + group()
        + " is outside the sysctl net.ipv4.ping_group_range ("
        + range()
        + "), and the capability CAP_NET_RAW is missing. Either run"
        + " sysctl -w net.ipv4.ping_group_range=\"0 2147483647\", which works at"
        + " once (to keep it, put net.ipv4.ping_group_range = 0 2147483647 into"
        + " /etc/sysctl.d/60-ikelb.conf), or add CAP_NET_RAW to"
        + " AmbientCapabilities= and CapabilityBoundingSet= of the systemd unit and restart ikelb.";
  }

  private static String range() {
    // The kernel gives the text to the first read only, so that one must take it all.
    try (InputStream in = Files.newInputStream(RANGE)) {
      byte[] text = new byte[64];
      int length = Math.max(in.read(text), 0);
      return new String(text, 0, length, US_ASCII).trim().replaceAll("\\s+", " ");
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static String group() {
    try {
      return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:gid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "of this process";
    }
  }
}
