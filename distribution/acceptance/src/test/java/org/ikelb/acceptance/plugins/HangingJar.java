package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.ikelb.acceptance.PluginJar;
import org.ikelb.acceptance.plugins.tiny.Hanging;
import org.ikelb.spi.PersistencyStrategyFactory;

/** The bundle of the strategy {@link Hanging}, called {@code hanging} in a topology. */
final class HangingJar {
  private HangingJar() {}

  /**
   * Puts it into {@code deploy/}.
   *
   * @param home where ikelb is unpacked
   */
  static void deploy(Path home) throws IOException {
    Path jar = home.resolve("next");
    PluginJar.of(
        Hanging.class,
        PersistencyStrategyFactory.class,
        List.of("ikelb.name=hanging"),
        "org.ikelb.tiny.hanging",
        "1.0.0",
        jar);
    Files.move(jar, home.resolve("deploy/hanging.jar"), StandardCopyOption.ATOMIC_MOVE);
  }
}
