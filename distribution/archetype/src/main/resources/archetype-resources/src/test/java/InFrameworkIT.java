package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The bundle starts in a framework like ikelb's, and offers its factory. */
class InFrameworkIT {
  private static final Set<String> NEEDED =
      Set.of(
          "org.ikelb.api",
          "org.apache.felix.scr",
          "org.osgi.service.component",
          "org.osgi.util.promise",
          "org.osgi.util.function");

  @TempDir Path cache;

  @Test
  void offersItsFactoryByItsName() throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of("org.osgi.framework.storage", cache.toString()));
    framework.start();
    try {
      BundleContext context = framework.getBundleContext();
      List<Bundle> bundles = new ArrayList<>();
      for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (jar.endsWith(".jar") && NEEDED.contains(symbolicName(jar))) {
          bundles.add(context.installBundle(Path.of(jar).toUri().toString()));
        }
      }
      String plugin = Path.of(System.getProperty("plugin.jar")).toUri().toString();
      bundles.add(context.installBundle(plugin));
      for (Bundle bundle : bundles) {
        bundle.start();
      }
      ServiceReference<?>[] found =
          context.getAllServiceReferences(null, "(ikelb.name=${name})");
      assertEquals(1, found == null ? 0 : found.length, "services with ikelb.name=${name}");
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }

  private static String symbolicName(String jar) throws Exception {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String name = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      return name == null ? "" : name.split(";")[0].strip();
    }
  }
}
