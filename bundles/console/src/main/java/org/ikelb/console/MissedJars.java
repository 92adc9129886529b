package org.ikelb.console;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.api.view.Warning;

/**
 * Jars in the folder for plugins whose bundles are not installed. File Install takes its time with
 * one that was just dropped, so it is missed for a while before it is said.
 *
 * <p>Not thread-safe.
 */
final class MissedJars {
  /** Longer than File Install ever takes: it looks each second, and waits until a file is whole. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Duration patience;
  private final Map<Path, Instant> missedSince = new HashMap<>();

  /**
   * Has missed none yet.
   *
   * @param patience how long one is missed before it is said
   */
  MissedJars(Duration patience) {
    this.patience = patience;
  }

  /**
   * Looks now.
   *
   * @param jars those in the folder
   * @param installed the symbolic names of all bundles
   */
  List<Warning> warnings(List<DeployedTwins.Jar> jars, Set<String> installed, Instant now) {
    List<DeployedTwins.Jar> missed =
        jars.stream().filter(jar -> !installed.contains(jar.bundle())).toList();
    Set<Path> files = new HashSet<>();
    missed.forEach(jar -> files.add(jar.file()));
    missedSince.keySet().retainAll(files);
    files.forEach(file -> missedSince.putIfAbsent(file, now));
    return missed.stream()
        .filter(jar -> !missedSince.getOrDefault(jar.file(), now).plus(patience).isAfter(now))
        .map(MissedJars::warning)
        .toList();
  }

  private static Warning warning(DeployedTwins.Jar jar) {
    return new Warning(
        "not-installed",
        jar.file().toString(),
        "Its bundle "
            + jar.bundle()
            + " is not installed: it went away with another jar of the same bundle, or by hand, or"
            + " could not be installed (the log says why). To try again: touch "
            + jar.file());
  }
}
