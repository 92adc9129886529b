package org.ikelb.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An unpacked archive with bundles of a test's own. */
final class HomeFolder {
  private final Path home;

  HomeFolder(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("system"));
    Files.createDirectories(home.resolve("deploy"));
    Files.createDirectories(home.resolve("conf"));
  }

  Installation installation(Mode mode) {
    return new Installation(
        mode, home, home.resolve("state"), home.resolve("conf/ikelb.json"), "1");
  }

  /** A bundle in this folder, with these headers. */
  HomeFolder bundle(String folder, String name, Map<String, String> headers) throws IOException {
    write(folder, name, headers, new Class<?>[0]);
    return this;
  }

  /** A bundle in this folder that runs this activator. */
  HomeFolder bundle(String folder, String name, Class<?> activator) throws IOException {
    Map<String, String> headers =
        Map.of("Bundle-Activator", activator.getName(), "Import-Package", "org.osgi.framework");
    write(folder, name, headers, activator);
    return this;
  }

  private void write(String folder, String name, Map<String, String> headers, Class<?>... classes)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Manifest-Version", "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    headers.forEach(attributes::putValue);
    Path file = Files.createDirectories(home.resolve(folder)).resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Class<?> type : classes) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream code = HomeFolder.class.getClassLoader().getResourceAsStream(path)) {
          code.transferTo(jar);
        }
      }
    }
  }
}
