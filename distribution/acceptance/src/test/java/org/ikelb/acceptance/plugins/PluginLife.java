package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.ikelb.acceptance.lab.Seen;

/**
 * The life of one plugin, from the shell or in {@code deploy/}; never both at once, for these would
 * be two bundles. Each step brings a version of its own, so that it can be seen.
 *
 * <p>For one test thread.
 */
final class PluginLife {
  private final EachKind kind;
  private final Gogo gogo;
  private final Path deployed;
  private final Path jar;
  private State state = State.ABSENT;
  private String bundleId = "";
  private int versions;
  private Optional<String> expected = Optional.empty();

  /**
   * Has not begun yet.
   *
   * @param home of the ikelb
   */
  PluginLife(EachKind kind, Gogo gogo, Path home) {
    this.kind = kind;
    this.gogo = gogo;
    this.deployed = home.resolve("deploy/" + kind.plugin + ".jar");
    this.jar = home.resolve(kind.plugin + ".new");
  }

  /** What can happen to it; the last three in {@code deploy/}, the others in the shell. */
  enum Step {
    INSTALL,
    START,
    UPDATE,
    STOP,
    UNINSTALL,
    DROP,
    REPLACE,
    DELETE
  }

  private enum State {
    ABSENT,
    INSTALLED,
    ACTIVE,
    DEPLOYED
  }

  EachKind kind() {
    return kind;
  }

  /** The steps that can be made now. */
  List<Step> next() {
    return switch (state) {
      case ABSENT -> List.of(Step.INSTALL, Step.DROP);
      case INSTALLED -> List.of(Step.START, Step.UPDATE, Step.UNINSTALL);
      case ACTIVE -> List.of(Step.UPDATE, Step.STOP, Step.UNINSTALL);
      case DEPLOYED -> List.of(Step.REPLACE, Step.DELETE);
    };
  }

  boolean works() {
    return state == State.ACTIVE || state == State.DEPLOYED;
  }

  /**
   * Whether what the last step leads to can be seen.
   *
   * @param plugins what {@code ikelb plugins} shows
   */
  boolean isSettled(List<Seen.Plugin> plugins) {
    return plugins.stream()
        .filter(plugin -> plugin.bundle().equals(kind.bundle))
        .findFirst()
        .map(Seen.Plugin::version)
        .equals(works() ? expected : Optional.empty());
  }

  void make(Step step) throws IOException {
    switch (step) {
      case INSTALL -> {
        write();
        List<String> printed = gogo.type("felix:install " + jar.toUri());
        bundleId = String.join(" ", printed).replaceAll("\\D+", "");
        state = State.INSTALLED;
      }
      case UPDATE -> {
        write();
        type("update", bundleId + " " + jar.toUri());
      }
      case START -> {
        type("start", bundleId);
        state = State.ACTIVE;
      }
      case STOP -> {
        type("stop", bundleId);
        state = State.INSTALLED;
      }
      case UNINSTALL -> {
        type("uninstall", bundleId);
        state = State.ABSENT;
      }
      case DROP, REPLACE -> {
        write();
        Files.move(jar, deployed, StandardCopyOption.ATOMIC_MOVE); // never half there
        state = State.DEPLOYED;
      }
      case DELETE -> {
        Files.delete(deployed);
        state = State.ABSENT;
      }
    }
  }

  private void type(String command, String arguments) throws IOException {
    assertEquals(
        List.of(), gogo.type("felix:" + command + " " + arguments), () -> command + " " + kind);
  }

  private void write() throws IOException {
    String version = "1.0." + ++versions;
    kind.write(version, jar);
    expected = Optional.of(version);
  }

  @Override
  public String toString() {
    return kind + " " + state + " " + expected.orElse("");
  }
}
