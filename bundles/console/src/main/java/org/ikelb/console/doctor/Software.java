package org.ikelb.console.doctor;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.Warning;

/** Whether Java, the native transport and the bundles are as they should be. Pure functions. */
final class Software {
  private static final int OLDEST_JAVA = 17;
  private static final String TRANSPORT = "transport";
  private static final String NATIVE = "epoll";

  private Software() {}

  static Finding java(Host.Jvm java) {
    String found = java.version() + ", " + java.vendor() + ", " + java.home();
    return java.feature() >= OLDEST_JAVA
        ? Finding.ok("Java", found)
        : Finding.problem("Java", found, "install Java " + OLDEST_JAVA + " or newer");
  }

  /**
   * @param used {@code epoll} or {@code nio}; empty: nothing runs
   */
  static Finding transport(Optional<String> used, Host.Jvm java) {
    boolean available = java.platform().equals("Linux amd64");
    String transport = used.orElse(available ? NATIVE : "nio");
    String found = transport + (used.isPresent() ? "" : ", as far as the platform tells");
    return transport.startsWith(NATIVE)
        ? Finding.ok(TRANSPORT, found)
        : Finding.warning(
            TRANSPORT,
            found + ": slower, and on one event loop only",
            available
                ? "see the log for why the native library was not loaded; is /tmp mounted noexec?"
                : "ikelb brings " + NATIVE + " for Linux on amd64 only");
  }

  /** One a bundle that should run and does not; one in all if there is none. */
  static List<Finding> bundles(List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return List.of(Finding.ok("bundles", "all are resolved and started"));
    }
    return warnings.stream()
        .map(
            warning ->
                Finding.problem(
                    "bundle " + warning.subject(),
                    warning.text(),
                    "bring what it lacks, or remove it from deploy/"))
        .toList();
  }
}
