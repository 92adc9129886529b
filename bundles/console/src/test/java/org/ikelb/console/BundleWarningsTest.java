package org.ikelb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.ikelb.api.view.Warning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** Looks at a real framework. */
class BundleWarningsTest {
  @TempDir Path home;
  private Framework framework;
  private BundleWarnings warnings;

  @BeforeEach
  void start() throws BundleException {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "org.osgi.framework.storage",
                    home.resolve("cache").toString(),
                    "ikelb.home",
                    home.toString(),
                    "felix.log.level",
                    "0"));
    framework.start();
    warnings = new BundleWarnings(framework.getBundleContext());
  }

  @AfterEach
  void stop() throws Exception {
    warnings.deactivate();
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void saysNothingWhenAllIsWell() throws Exception {
    install("fine", Map.of()).start();
    assertEquals(List.of(), look());
  }

  @Test
  void namesThePackageThatNobodyExports() throws Exception {
    install("lonely", Map.of("Import-Package", "org.nowhere;version=\"[2,3)\""));
    Warning warning = look().get(0);
    assertEquals("bundle-unresolved", warning.code());
    assertEquals("lonely 1.0.0", warning.subject());
    assertTrue(warning.text().contains("org.nowhere"), warning::text);
  }

  @Test
  void optionalImportsAreNotMissed() throws Exception {
    install("easy", Map.of("Import-Package", "org.nowhere;resolution:=optional"));
    assertEquals(List.of(), look());
  }

  @Test
  void namesTheUnresolvedBundleBehindAnother() throws Exception {
    install("first", Map.of("Import-Package", "org.nowhere", "Export-Package", "org.first"));
    install("second", Map.of("Import-Package", "org.first"));
    List<Warning> found = look();
    assertEquals(2, found.size(), found::toString);
    assertTrue(found.get(1).text().contains("the package org.first of"), found::toString);
    assertTrue(found.get(1).text().contains("of the unresolved first 1.0.0"), found::toString);
  }

  @Test
  void namesABundleThatShouldRunAndDoesNot() throws Exception {
    Bundle broken = install("broken", Map.of("Bundle-Activator", "no.such.Activator"));
    assertThrows(BundleException.class, broken::start);
    Warning warning = look().get(0);
    assertEquals("bundle-not-started", warning.code());
    assertEquals("broken 1.0.0", warning.subject());
  }

  @Test
  void aBundleThatWasStoppedOnPurposeIsNoWarning() throws Exception {
    Bundle bundle = install("quiet", Map.of());
    bundle.start();
    bundle.stop();
    assertEquals(List.of(), look());
  }

  @Test
  void namesJarsInDeployThatAreTheSameBundle() throws Exception {
    install("same", Map.of());
    deploy("one.jar", Map.of("Bundle-SymbolicName", "same;singleton:=true"));
    deploy("two.jar", Map.of("Bundle-SymbolicName", "same"));

    Warning twice = look().get(0);
    assertEquals("bundle-twice same", twice.code() + " " + twice.subject());
    assertTrue(twice.text().contains("one.jar, two.jar. It goes away with any"), twice::text);

    deploy("two.jar", Map.of("Bundle-SymbolicName", "same", "Bundle-Version", "2.0.0"));
    assertTrue(look().get(0).text().contains("Each runs"), look()::toString);
    Files.delete(home.resolve("deploy/one.jar"));
    assertEquals(List.of(), look());
  }

  @Test
  void namesAJarInDeployWhoseBundleHasLeftWithItsTwinOnceItIsMissedForLong() throws Exception {
    deploy("left.jar", Map.of("Bundle-SymbolicName", "left"));
    assertEquals(List.of(), look(), "File Install may be about to install it");
    MissedJars missed = new MissedJars(MissedJars.PATIENCE);
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    List<DeployedTwins.Jar> jars = DeployedTwins.jars(home.resolve("deploy"));
    assertEquals(List.of(), missed.warnings(jars, Set.of("other"), now));
    Instant soon = now.plus(MissedJars.PATIENCE).minusSeconds(1);
    assertEquals(List.of(), missed.warnings(jars, Set.of("other"), soon));
    List<Warning> later = missed.warnings(jars, Set.of("other"), soon.plusSeconds(1));
    assertEquals(List.of("not-installed"), later.stream().map(Warning::code).toList());
    assertTrue(later.get(0).text().contains("touch " + home), later::toString);

    assertEquals(List.of(), missed.warnings(jars, Set.of("left"), soon.plusSeconds(2)));
    assertEquals(
        List.of(), missed.warnings(jars, Set.of("other"), soon.plusSeconds(3)), "it was there");
  }

  private void deploy(String file, Map<String, String> headers) throws IOException {
    Path deploy = Files.createDirectories(home.resolve("deploy"));
    try (InputStream jar = jar(headers)) {
      old(Files.write(deploy.resolve(file), jar.readAllBytes()));
    }
  }

  @Test
  void namesFilesInDeployThatAreNoBundle() throws Exception {
    Path deploy = Files.createDirectory(home.resolve("deploy"));
    try (InputStream bundle = jar(Map.of("Bundle-SymbolicName", "fine"))) {
      old(Files.write(deploy.resolve("fine.jar"), bundle.readAllBytes()));
    }
    try (InputStream plain = jar(Map.of())) {
      old(Files.write(deploy.resolve("plain.jar"), plain.readAllBytes()));
    }
    old(Files.writeString(deploy.resolve("text.jar"), "no jar at all"));
    old(Files.writeString(deploy.resolve("plugin.zip"), ""));
    old(Files.writeString(deploy.resolve("README"), ""));
    old(Files.writeString(deploy.resolve("org.example.cfg"), "rate=5"));
    old(Files.writeString(deploy.resolve(".hidden"), ""));
    Files.writeString(deploy.resolve("copying.jar"), "half a j");

    List<Warning> found = look();
    assertEquals(
        List.of("org.example.cfg", "plain.jar", "plugin.zip", "text.jar"),
        found.stream().map(w -> Path.of(w.subject()).getFileName().toString()).toList());
    found.forEach(warning -> assertEquals("not-a-bundle", warning.code()));
    assertTrue(found.get(0).text().contains("is not read"), found::toString);
    assertTrue(found.get(0).text().contains("Web Console under Configuration"), found::toString);
  }

  private List<Warning> look() {
    warnings.look();
    return warnings.warnings();
  }

  private static void old(Path file) throws IOException {
    Instant then = Instant.now().minus(Duration.ofMinutes(1));
    Files.setLastModifiedTime(file, FileTime.from(then));
  }

  private Bundle install(String name, Map<String, String> headers) throws Exception {
    BundleContext context = framework.getBundleContext();
    Map<String, String> all = new HashMap<>(headers);
    all.put("Bundle-SymbolicName", name);
    all.put("Bundle-Version", "1.0.0");
    all.put("Bundle-ManifestVersion", "2");
    return context.installBundle("test:" + name, jar(all));
  }

  private static InputStream jar(Map<String, String> headers) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
