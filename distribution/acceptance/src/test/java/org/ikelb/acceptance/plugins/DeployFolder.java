package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * The examples in {@code deploy/}.
 *
 * <p>For one test thread.
 */
final class DeployFolder {
  private final Path deploy;
  private final Path aside;

  /**
   * Sees the folder of an unpacked ikelb.
   *
   * @param aside on the same file system: a jar is moved, so that it is never half there
   */
  DeployFolder(Path home, Path aside) {
    this.deploy = home.resolve("deploy");
    this.aside = aside;
  }

  void dropAll() throws IOException {
    for (Example example : Example.values()) {
      drop(example);
    }
  }

  /**
   * Updates, takes out and installs each example so many times.
   *
   * @param plugins what {@code ikelb plugins} says
   */
  void play(int rounds, Callable<String> plugins) throws IOException {
    for (int i = 0; i < rounds; i++) {
      for (Example example : Example.values()) {
        drop(example); // an update
        await(plugins, example, true);
        Files.delete(deployed(example));
        await(plugins, example, false);
        drop(example);
        await(plugins, example, true);
      }
    }
  }

  void clear() throws IOException {
    for (Example example : Example.values()) {
      Files.deleteIfExists(deployed(example));
    }
  }

  private void drop(Example example) throws IOException {
    Path copy = Files.copy(example.jar(), aside.resolve(example.plugin + ".new"));
    Files.setLastModifiedTime(copy, FileTime.fromMillis(System.currentTimeMillis()));
    Files.move(copy, deployed(example), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path deployed(Example example) {
    return deploy.resolve(example.plugin + ".jar");
  }

  private static void await(Callable<String> plugins, Example example, boolean there) {
    String bundle = "org.ikelb.example." + example.plugin.replace('-', '.');
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> plugins.call().contains(bundle) == there);
  }
}
