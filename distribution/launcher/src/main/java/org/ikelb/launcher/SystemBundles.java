package org.ikelb.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the bundles of the distribution.
 *
 * <p>{@code system/NN} holds those that start at level NN; {@code NN-run} only a running ikelb
 * needs, {@code NN-demo} only the demo. They are installed by reference: the framework opens the
 * very file and copies nothing.
 */
final class SystemBundles {
  /** Where plugins from deploy/ start: after the api, before core. */
  static final int DEPLOY_LEVEL = 35;

  private static final Logger LOG = LoggerFactory.getLogger(SystemBundles.class);
  private static final Pattern FOLDER = Pattern.compile("(\\d+)(-run|-demo)?");

  private final BundleContext framework;

  SystemBundles(BundleContext framework) {
    this.framework = framework;
  }

  /** Installs all that the mode needs and marks it to be started. */
  void install(Installation installation) throws IOException, BundleException, CannotStart {
    for (Path folder : sorted(installation.system())) {
      Matcher name = FOLDER.matcher(folder.getFileName().toString());
      if (!name.matches()) {
        throw new CannotStart(folder + ": the name of a folder here is NN, NN-run or NN-demo");
      }
      if (isFor(installation.mode(), name.group(2))) {
        installFolder(folder, Integer.parseInt(name.group(1)));
      }
    }
    installPlugins(installation.deploy());
  }

  /**
   * File Install, which follows what comes and goes there, would install them early but start them
   * only when it looks a second time: the first sessions would find others standing in for them. It
   * knows by its location what is installed already. One that is no bundle, or there already, is
   * left out; the console says which, and why.
   */
  private void installPlugins(Path deploy) throws IOException {
    if (!Files.isDirectory(deploy)) {
      return;
    }
    for (Path jar : sorted(deploy)) {
      try {
        install(jar, jar.toFile().toURI().toString(), DEPLOY_LEVEL); // copied: it may be replaced
      } catch (BundleException | RuntimeException e) {
        LOG.debug("event=plugin-not-installed file={}", jar, e);
      }
    }
  }

  private static boolean isFor(Mode mode, String suffix) {
    if (suffix == null) {
      return true;
    }
    return suffix.equals("-demo") ? mode == Mode.DEMO : mode != Mode.TOOL;
  }

  private void installFolder(Path folder, int level) throws IOException, BundleException {
    for (Path jar : sorted(folder)) {
      install(jar, "reference:" + jar.toUri(), level);
    }
  }

  private void install(Path jar, String location, int level) throws BundleException {
    if (jar.toString().endsWith(".jar")) {
      Bundle bundle = framework.installBundle(location);
      if (!isFragment(bundle)) {
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
  }

  static boolean isFragment(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
