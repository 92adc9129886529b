package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The plugins of bundles/examples, as the build has made them. */
public enum Example {
  SITES("sites"),
  COMMAND("command"),
  CLIENT_LIST("client-list"),
  KEEPALIVED("keepalived");

  /** Its name in the topology. */
  public final String plugin;

  Example(String plugin) {
    this.plugin = plugin;
  }

  public Path jar() {
    Path target =
        Path.of(System.getProperty("ikelb.examples"), "example-" + plugin, "target").normalize();
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("example-.*\\d(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
