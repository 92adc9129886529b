package org.ikelb.config.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Control;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.WarningSource;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Warning;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says that the next start would run another topology than what runs now: somebody applied one and
 * did not save it, or the file was changed and not applied.
 *
 * <p>Thread-safe; reads the file when it has changed.
 */
@Component
public final class UnsavedTopology implements WarningSource {
  private final TopologyFile file;
  private final Control control;
  private final TopologyHistory history;
  private @Nullable Seen seen;

  @Activate
  public UnsavedTopology(
      @Reference TopologyFile file,
      @Reference Control control,
      @Reference TopologyHistory history) {
    this.file = file;
    this.control = control;
    this.history = history;
  }

  /** What was in the file when it looked like this. */
  private record Seen(Object look, Optional<Topology> topology) {}

  @Override
  public List<Warning> warnings() {
    Topology running = control.topology();
    boolean unconfirmed =
        history.newest().filter(entry -> entry.is(Standing.UNCONFIRMED)).isPresent();
    if (running.equals(Topology.empty()) || unconfirmed) { // said elsewhere
      return List.of();
    }
    String name = file.location().toString();
    try {
      Optional<Topology> written = written();
      if (written.isEmpty()) {
        return List.of(
            warning(
                name,
                "The file has problems, so the next start will fail; \"ikelb check\" lists them"));
      }
      return written.get().equals(running)
          ? List.of()
          : List.of(
              warning(
                  name,
                  "What runs is not what the file says, which the next start will run;"
                      + " \"ikelb config delta\" shows the difference"));
    } catch (IOException e) {
      return List.of(warning(name, "The file cannot be read, so the next start will fail: " + e));
    }
  }

  private static Warning warning(String file, String what) {
    return new Warning(
        "topology-unsaved",
        file,
        what
            + ". \"ikelb config save\" writes what runs to it, \"ikelb config apply\" runs what is in it.");
  }

  private synchronized Optional<Topology> written() throws IOException {
    Path location = file.location();
    BasicFileAttributes attributes = Files.readAttributes(location, BasicFileAttributes.class);
    Object look =
        List.of(
            attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    Seen before = seen;
    if (before == null || !before.look.equals(look)) {
      before = new Seen(look, file.read(location, Use.START).topology());
      seen = before;
    }
    return before.topology;
  }
}
