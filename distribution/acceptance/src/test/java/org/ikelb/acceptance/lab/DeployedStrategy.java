package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
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
    try (JarFile jar = new JarFile(deployed.toFile())) {
      Manifest manifest = jar.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (OutputStream out = Files.newOutputStream(changed);
          JarOutputStream copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry : jar.stream().filter(e -> !isManifest(e)).toList()) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          jar.getInputStream(entry).transferTo(copy);
        }
      }
      // Never half written.
      Files.move(changed, deployed, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isManifest(JarEntry entry) {
    return entry.getName().equals(JarFile.MANIFEST_NAME);
  }
}
