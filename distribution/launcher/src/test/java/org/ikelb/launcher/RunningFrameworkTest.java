package org.ikelb.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;

class RunningFrameworkTest {
  @TempDir Path directory;
  private final List<RunningFramework> started = new ArrayList<>();
  private HomeFolder home;

  @BeforeEach
  void makeHome() throws Exception {
    home = new HomeFolder(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws Exception {
    for (RunningFramework running : started) {
      running.framework().stop();
      running.awaitStop();
    }
  }

  @Test
  void startsEachBundleAtTheLevelOfItsFolder() throws Exception {
    home.bundle("system/10", "low", Map.of()).bundle("system/50-run", "high", Map.of());

    BundleContext context = start(Mode.RUN);

    assertEquals(10, level(context, "low"));
    assertEquals(50, level(context, "high"));
    assertEquals(List.of(), StartReport.of(context));
  }

  @Test
  void installsOnlyWhatTheModeNeeds() throws Exception {
    home.bundle("system/10", "always", Map.of())
        .bundle("system/20-run", "running", Map.of())
        .bundle("system/30-demo", "demo", Map.of())
        .bundle("deploy", "plugin", Map.of());

    assertEquals(List.of("always", "running", "plugin"), names(start(Mode.RUN)));
    assertEquals(List.of("always", "running", "demo", "plugin"), names(start(Mode.DEMO)));
    assertEquals(List.of("always", "plugin"), names(start(Mode.TOOL)));
  }

  @Test
  void pluginsStartBeforeWhatUsesThem() throws Exception {
    home.bundle("system/50-run", "sockets", Map.of()).bundle("deploy", "plugin", Map.of());
    BundleContext context = start(Mode.RUN);
    assertEquals(SystemBundles.DEPLOY_LEVEL, level(context, "plugin"));
    assertEquals(List.of(), StartReport.of(context), "all are active");
  }

  @Test
  void aToolLeavesOutWhatInDeployIsNoBundleOrThereAlready() throws Exception {
    home.bundle("system/10", "always", Map.of())
        .bundle("deploy", "plugin", Map.of())
        .bundle("deploy", "needy", Map.of("Import-Package", "com.example.missing"));
    Path deploy = directory.resolve("home/deploy");
    Files.copy(deploy.resolve("plugin.jar"), deploy.resolve("plugin-again.jar"));
    Files.writeString(deploy.resolve("notes.jar"), "no jar at all");
    Files.writeString(deploy.resolve("org.example.cfg"), "rate=5");

    assertEquals(List.of("always", "needy", "plugin"), names(start(Mode.TOOL)));
  }

  @Test
  void leavesFragmentsToTheirHosts() throws Exception {
    home.bundle("system/10", "host", Map.of())
        .bundle("system/10", "fragment", Map.of("Fragment-Host", "host"));

    assertEquals(List.of(), StartReport.of(start(Mode.RUN)));
  }

  @Test
  void aBundleThatWaitsForItsFirstUseIsNoFailure() throws Exception {
    home.bundle("system/10", "lazy", Map.of("Bundle-ActivationPolicy", "lazy"));

    assertEquals(List.of(), StartReport.of(start(Mode.RUN)));
  }

  @Test
  void saysWhatABundleLacks() throws Exception {
    home.bundle("system/10", "needy", Map.of("Import-Package", "com.example.missing"));

    List<StartReport.Failure> failures = StartReport.of(start(Mode.RUN));

    assertEquals(1, failures.size());
    assertEquals("needy 0.0.0", failures.get(0).bundle());
    assertTrue(failures.get(0).file().endsWith("system/10/needy.jar"), failures::toString);
    assertTrue(failures.get(0).reason().contains("com.example.missing"), failures::toString);
  }

  @Test
  void saysWhyAnActivatorFailed() throws Exception {
    home.bundle("system/10", "broken", Broken.class);

    List<StartReport.Failure> failures = StartReport.of(start(Mode.RUN));

    assertEquals(
        List.of("out of tea"), failures.stream().map(StartReport.Failure::reason).toList());
  }

  @Test
  void refusesAFolderWhoseNameSaysNoLevel() throws Exception {
    home.bundle("system/late", "x", Map.of());

    assertThrows(CannotStart.class, () -> start(Mode.RUN));
  }

  @Test
  void endsWithTheCodeThatABundleAsksForWhileItStarts() throws Exception {
    home.bundle("system/10", "leaver", Leaver.class);

    RunningFramework running =
        RunningFramework.start(home.installation(Mode.RUN), directory.resolve("cache"));

    assertFalse(running.runs());
    assertEquals(7, running.awaitStop());
  }

  @Test
  void ownsTheLevelsOfLoggers() throws Exception {
    BundleContext context = start(Mode.RUN);
    ServiceReference<?> reference =
        context.getServiceReferences(BiFunction.class.getName(), "(ikelb.role=log-level)")[0];
    @SuppressWarnings("unchecked") // as the service promises
    BiFunction<String, String, String> levels =
        (BiFunction<String, String, String>) context.getService(reference);

    String previous = levels.apply("org.example", "ERROR");

    assertEquals("ERROR", levels.apply("org.example", previous));
  }

  /** Cannot be started. */
  public static final class Broken implements BundleActivator {
    @Override
    public void start(BundleContext context) {
      throw new IllegalStateException("out of tea");
    }

    @Override
    public void stop(BundleContext context) {}
  }

  /** Asks to exit as soon as it is started. */
  public static final class Leaver implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
      ServiceReference<?> exit =
          context.getServiceReferences(IntConsumer.class.getName(), "(ikelb.role=exit)")[0];
      ((IntConsumer) context.getService(exit)).accept(7);
    }

    @Override
    public void stop(BundleContext context) {}
  }

  private BundleContext start(Mode mode) throws Exception {
    Path cache = directory.resolve("cache-" + started.size());
    RunningFramework running = RunningFramework.start(home.installation(mode), cache);
    started.add(running);
    assertTrue(running.runs());
    return running.framework().getBundleContext();
  }

  private static List<String> names(BundleContext context) {
    return List.of(context.getBundles()).stream()
        .skip(1) // the framework itself
        .map(Bundle::getSymbolicName)
        .toList();
  }

  private static int level(BundleContext context, String name) {
    for (Bundle bundle : context.getBundles()) {
      if (name.equals(bundle.getSymbolicName())) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
      }
    }
    throw new AssertionError(name + " is not installed");
  }
}
