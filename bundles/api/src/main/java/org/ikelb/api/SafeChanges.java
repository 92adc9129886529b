package org.ikelb.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.Deviation;
import org.ikelb.api.view.GatewayChange;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Applies topologies so that there is a way back: a confirmation that is due, an undo, and a
 * history that outlives restarts. Whatever applies a topology or sets a weight for an administrator
 * does it here, not at {@link Control}.
 *
 * <p>Thread-safe; calls may block, so never from an event loop. Changes happen one after the other.
 */
@ProviderType
public interface SafeChanges {
  /**
   * Makes a topology the running one, wholly or not at all, and remembers its text.
   *
   * @param reading without problems, read for {@link TopologyFile.Use#RUN}
   * @throws Refused with everything that stands against it, also while another change waits for its
   *     confirmation, was applied since {@link Order#base}, or if it would cut sessions and {@link
   *     Order#mayCut} is not said; nothing was changed
   */
  Applied apply(Reading reading, Order order) throws Refused;

  /**
   * Keeps the change that waits for it.
   *
   * @throws Refused if none does
   */
  AppliedTopology confirm(String author) throws Refused;

  /**
   * Goes back to the topology before the last change, confirmed or not. A second undo undoes the
   * first.
   *
   * @param mayCut whether it is done although it cuts sessions
   * @throws Refused if there is nothing to go back to, or it would cut sessions and may not
   */
  Applied undo(String author, boolean mayCut) throws Refused;

  /**
   * Sets the weight of a gateway, and keeps it over restarts. It is over with the next topology
   * that is applied, and comes back if that is undone.
   *
   * @param weight 0 to 1000
   * @return the gateway afterwards
   * @throws Refused if there is no such gateway, or the weight is out of range
   */
  GatewayChange setWeight(GatewayId gateway, int weight, String author) throws Refused;

  /** The change that waits for its confirmation. */
  Optional<AppliedTopology> unconfirmed();

  /** What was applied, newest first, that of earlier starts included. */
  List<AppliedTopology> history();

  /** The text of a topology of the history, as it was applied. */
  Optional<String> text(long number);

  /** In what the running ikelb differs from its topology file. */
  List<Deviation> delta();

  /**
   * Writes what runs to the topology file: the text applied last, with the weights in force. The
   * previous text is kept beside it.
   *
   * @throws Refused while a change waits for its confirmation
   * @throws IOException if the file cannot be written; it is as it was
   */
  Saved save(String author) throws Refused, IOException;

  /**
   * Writes a text to the topology file without applying it. The previous text is kept beside it.
   *
   * @param reading without problems
   * @throws Refused if it has problems
   * @throws IOException if the file cannot be written; it is as it was
   */
  Saved write(Reading reading, String author) throws Refused, IOException;

  /**
   * How a topology is to be applied.
   *
   * @param author who applies it, for the history and the log
   * @param source where its text comes from: a file, {@code web editor}
   * @param confirmWithin rolled back unless confirmed in that time; empty: confirmed already
   * @param base the number of the topology that the author has changed: refused if another one was
   *     applied since; empty: applied whatever runs
   * @param mayCut whether it is applied although it cuts sessions
   */
  record Order(
      String author,
      String source,
      Optional<Duration> confirmWithin,
      OptionalLong base,
      boolean mayCut) {

    /** Applied whatever runs, unless it cuts sessions. */
    public Order(String author, String source, Optional<Duration> confirmWithin) {
      this(author, source, confirmWithin, OptionalLong.empty(), false);
    }

    /** The same, although it cuts sessions if {@code may}. */
    public Order cutting(boolean may) {
      return new Order(author, source, confirmWithin, base, may);
    }
  }

  /**
   * What an apply or an undo did.
   *
   * @param topology the newest entry of the history
   * @param changes empty if nothing changed; then the history has no new entry
   */
  record Applied(AppliedTopology topology, List<Change> changes) {
    public Applied {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A topology file that was written.
   *
   * @param file which
   * @param previous where its previous text is kept; empty: the file is new or was not changed
   */
  record Saved(Path file, Optional<Path> previous) {}
}
