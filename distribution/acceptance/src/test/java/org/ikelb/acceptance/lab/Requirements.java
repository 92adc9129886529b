package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this machine must offer before a lab can be built on it. */
final class Requirements {
  private static final List<String> COMMANDS =
      List.of("ip", "sysctl", "nft", "conntrack", "openssl", "ping", "swanctl", "kill", "tcpdump");
  private static final List<String> FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final List<String> PLUGINS =
      List.of("kernel-libipsec", "eap-mschapv2", "eap-md5", "eap-radius", "vici");

  private Requirements() {}

  /** Everything that is missing, each with its remedy; empty if a lab can be built. */
  static List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!isRoot()) {
      missing.add("root: network namespaces are made; run the tests as root");
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      missing.add("/dev/net/tun: ESP in user space needs it; modprobe tun, or pass the device");
    }
    if (!Files.isExecutable(StrongSwan.DAEMON)) {
      missing.add(StrongSwan.DAEMON + ": apt install charon-systemd");
    }
    for (String command : COMMANDS) {
      if (FOLDERS.stream().noneMatch(f -> Files.isExecutable(Path.of(f, command)))) {
        missing.add(
            "the command "
                + command
                + ": apt install iproute2 procps nftables conntrack openssl"
                + " iputils-ping tcpdump strongswan-swanctl");
      }
    }
    for (String plugin : PLUGINS) {
      if (!Files.exists(Path.of("/usr/lib/ipsec/plugins/libstrongswan-" + plugin + ".so"))) {
        missing.add(
            "strongSwan's plugin "
                + plugin
                + ": apt install libcharon-extra-plugins"
                + " libcharon-extauth-plugins libstrongswan-extra-plugins");
      }
    }
    return missing.isEmpty() ? namespaceTrouble() : missing;
  }

  private static List<String> namespaceTrouble() {
    String name = "ikl-probe-" + ProcessHandle.current().pid();
    Execution made = Execution.of("ip", "netns", "add", name);
    try {
      return made.succeeded()
          ? List.of()
          : List.of("network namespaces: " + made.output() + "; a container must be privileged");
    } finally {
      Execution.of("ip", "netns", "del", name);
    }
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** The text that nobody overlooks. */
  static String banner(List<String> missing) {
    String bar = "#".repeat(98);
    Stream<String> lines =
        Stream.concat(
            Stream.of(
                bar,
                "##  THE STRONGSWAN LAB CANNOT BE BUILT HERE. ITS TESTS ARE NOT RUN. MISSING:"),
            missing.stream().map(m -> "##    - " + m));
    return String.join("\n", Stream.concat(lines, Stream.of(bar)).toList());
  }
}
