package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.ikelb.acceptance.PluginJar;
import org.ikelb.acceptance.UnpackedIkelb;

/**
 * The bundle of the strategy ike-spi in {@code deploy}.
 *
 * <p>Not thread-safe.
 */
public final class DeployedStrategy {
  private final UnpackedIkelb unpacked;
  private final Path deployed;

  private DeployedStrategy(UnpackedIkelb unpacked) {
    this.unpacked = unpacked;
    this.deployed = unpacked.home().resolve("deploy/strategy.jar");
  }

  /** Moves it there, if it is not there yet. */
  static DeployedStrategy of(UnpackedIkelb unpacked) {
    DeployedStrategy strategy = new DeployedStrategy(unpacked);
    try {
      if (!Files.exists(strategy.deployed)) {
        Files.move(shipped(unpacked.home()), strategy.deployed);
      }
      return strategy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path shipped(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("system"))) {
      return files.filter(f -> f.toString().contains("ike-spi")).findFirst().orElseThrow();
    }
  }

  /** Replaces it by the same with another version. */
  public void update(String version) {
    Path changed = unpacked.home().resolve("strategy-" + version + ".jar");
    try {
      PluginJar.copy(deployed, version, changed);
      // Never half written.
      Files.move(changed, deployed, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
