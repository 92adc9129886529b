package org.ikelb.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars of plugins: of one that there is in another version, or of one class. */
public final class PluginJar {
  private PluginJar() {}

  /** Copies a bundle as what it would be in another version. */
  public static void copy(Path bundle, String version, Path to) throws IOException {
    try (JarFile jar = new JarFile(bundle.toFile())) {
      Manifest manifest = jar.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (OutputStream out = Files.newOutputStream(to);
          JarOutputStream copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry : jar.stream().filter(e -> !isManifest(e)).toList()) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          jar.getInputStream(entry).transferTo(copy);
        }
      }
    }
  }

  private static boolean isManifest(JarEntry entry) {
    return entry.getName().equals(JarFile.MANIFEST_NAME);
  }

  /**
   * Makes a bundle that registers one class, which needs nothing but {@code org.ikelb.spi}.
   *
   * @param properties of the service: {@code ikelb.name=mine}
   */
  public static void of(
      Class<?> plugin,
      Class<?> service,
      List<String> properties,
      String symbolicName,
      String version,
      Path to)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", symbolicName);
    attributes.putValue("Bundle-Version", version);
    attributes.putValue("Import-Package", "org.ikelb.spi;version=\"[1.0,2)\"");
    attributes.putValue("Service-Component", "OSGI-INF/plugin.xml");
    attributes.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3)(!(version>=2)))\"");
    String path = plugin.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        InputStream compiled =
            Objects.requireNonNull(plugin.getClassLoader().getResourceAsStream(path))) {
      jar.putNextEntry(new JarEntry("OSGI-INF/plugin.xml"));
      jar.write(component(plugin, service, properties).getBytes(StandardCharsets.UTF_8));
      jar.putNextEntry(new JarEntry(path));
      compiled.transferTo(jar);
    }
  }

  private static String component(Class<?> plugin, Class<?> service, List<String> properties) {
    StringBuilder xml = new StringBuilder();
    xml.append("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"");
    xml.append(plugin.getName()).append("\">\n");
    for (String property : properties) {
      String[] both = property.split("=", 2);
      String[] typed = both[0].split(":", 2);
      xml.append(
          "  <property name=\"%s\" type=\"%s\" value=\"%s\"/>\n"
              .formatted(typed[0], typed.length == 2 ? typed[1] : "String", both[1]));
    }
    xml.append("  <service><provide interface=\"").append(service.getName());
    xml.append("\"/></service>\n  <implementation class=\"").append(plugin.getName());
    return xml.append("\"/>\n</scr:component>\n").toString();
  }
}
