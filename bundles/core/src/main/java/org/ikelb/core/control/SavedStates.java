package org.ikelb.core.control;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.GatewayView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators want of gateways, kept over restarts in {@code state/gateways.properties}
 * (mode 0600, replaced atomically): {@code vpn/vpn1=drain 2026-01-01T00:00:00Z - keep}, which is
 * the state and, for a drain, since when, until when and what then. Gateways that are ready are not
 * in it. A file that cannot be read is set aside, said so, and never trusted.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time.
 */
final class SavedStates {
  private static final Logger LOG = LoggerFactory.getLogger(SavedStates.class);
  private static final String FILE = "gateways.properties";
  private static final String NONE = "-";

  private final Optional<Path> file;
  private final Properties states = new Properties();

  /**
   * Reads what was saved.
   *
   * @param directory the state directory; empty: nothing is kept
   */
  SavedStates(Optional<Path> directory) {
    file = directory.map(dir -> dir.resolve(FILE));
    file.filter(Files::exists).ifPresent(this::read);
  }

  /** What is wanted of a gateway. */
  record Wanted(AdministrativeState state, Optional<GatewayView.Drain> drain) {
    static final Wanted READY = new Wanted(AdministrativeState.READY, Optional.empty());
  }

  Wanted of(GatewayId gateway) {
    return Optional.ofNullable(states.getProperty(gateway.toString()))
        .map(SavedStates::parse)
        .orElse(Wanted.READY);
  }

  void save(GatewayId gateway, Wanted wanted) {
    if (wanted.state() == AdministrativeState.READY) {
      states.remove(gateway.toString());
    } else {
      states.setProperty(gateway.toString(), format(wanted));
    }
    file.ifPresent(this::write);
  }

  private void read(Path path) {
    try (Reader reader = Files.newBufferedReader(path)) {
      states.load(reader);
      states.stringPropertyNames().forEach(name -> parse(states.getProperty(name)));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      states.clear();
      setAside(path, e);
    }
  }

  private static void setAside(Path path, Exception cause) {
    Path aside = path.resolveSibling(FILE + ".unreadable");
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("event=state-file-set-aside file={} kept_as={}", path, aside, cause);
    } catch (IOException e) {
      LOG.error("event=state-file-unreadable file={}", path, e);
    }
  }

  private void write(Path path) {
    Path temporary = path.resolveSibling(FILE + ".new");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(temporary)) {
        states.store(writer, "What administrators want of gateways; written by ikelb");
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.error("event=state-file-not-written file={}", path, e);
    }
  }

  private static String format(Wanted wanted) {
    String state = wanted.state().name().toLowerCase(Locale.ROOT);
    return wanted
        .drain()
        .map(
            drain ->
                String.join(
                    " ",
                    state,
                    drain.since().toString(),
                    drain.until().map(Instant::toString).orElse(NONE),
                    drain.then().name().toLowerCase(Locale.ROOT)))
        .orElse(state);
  }

  private static Wanted parse(String text) {
    String[] words = text.split(" ", -1);
    AdministrativeState state = AdministrativeState.valueOf(words[0].toUpperCase(Locale.ROOT));
    if (words.length == 1) {
      return new Wanted(state, Optional.empty());
    }
    if (words.length != 4) {
      throw new IllegalArgumentException("neither 1 nor 4 words: " + text);
    }
    Optional<Instant> until =
        words[2].equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(words[2]));
    AfterDrain then = AfterDrain.valueOf(words[3].toUpperCase(Locale.ROOT));
    return new Wanted(
        state, Optional.of(new GatewayView.Drain(Instant.parse(words[1]), until, then)));
  }
}
