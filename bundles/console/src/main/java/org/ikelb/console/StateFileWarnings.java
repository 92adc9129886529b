package org.ikelb.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of files in {@code state/} that others than ikelb's user can read: addresses of clients,
 * passwords of the Web Console and settings are in them. In the log at start, and for as long as it
 * is so.
 *
 * <p>Thread-safe; looks each time it is asked.
 */
@Component(immediate = true)
public final class StateFileWarnings implements WarningSource {
  private static final Logger LOG = LoggerFactory.getLogger(StateFileWarnings.class);

  /** Says nothing but that somebody runs. */
  private static final String LOCK = "lock";

  private static final String CONFIG_ADMIN = "config";
  private static final int DEPTH = 8;

  private final Optional<Path> state;

  @Activate
  public StateFileWarnings(BundleContext context) {
    this(Optional.ofNullable(context.getProperty("ikelb.state")).map(Path::of));
    warnings().stream()
        .map(Warning::subject)
        .forEach(file -> LOG.warn("event=state-file-open file={}", file));
  }

  StateFileWarnings(Optional<Path> state) {
    this.state = state;
  }

  @Override
  public List<Warning> warnings() {
    try {
      return state.isPresent() && Files.isDirectory(state.get()) ? in(state.get()) : List.of();
    } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
      LOG.debug("event=state-files-not-looked-at", e);
      return List.of();
    }
  }

  private static List<Warning> in(Path folder) throws IOException {
    Set<PosixFilePermission> door = Files.getPosixFilePermissions(folder);
    boolean group = door.contains(PosixFilePermission.GROUP_EXECUTE);
    boolean others = door.contains(PosixFilePermission.OTHERS_EXECUTE);
    if (!group && !others) {
      return List.of();
    }
    Predicate<Path> isOpen = file -> isOpen(file, group, others);
    List<Path> open = files(folder, 1, isOpen);
    open.addAll(files(folder.resolve(CONFIG_ADMIN), DEPTH, isOpen));
    return open.stream()
        .filter(file -> !file.getFileName().toString().equals(LOCK))
        .sorted()
        .map(StateFileWarnings::warning)
        .toList();
  }

  private static List<Path> files(Path folder, int depth, Predicate<Path> wanted)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return new ArrayList<>();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(wanted)
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  private static boolean isOpen(Path file, boolean group, boolean others) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return (group && permissions.contains(PosixFilePermission.GROUP_READ))
          || (others && permissions.contains(PosixFilePermission.OTHERS_READ));
    } catch (IOException e) {
      return false; // it is gone
    }
  }

  private static Warning warning(Path file) {
    return new Warning(
        "state-file-open",
        file.toString(),
        "others than ikelb's user can read it; \"chmod 700 "
            + file.getParent()
            + "\" or \"chmod 600 "
            + file
            + "\" ends that");
  }
}
