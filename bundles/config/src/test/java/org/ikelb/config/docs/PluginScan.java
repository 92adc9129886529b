package org.ikelb.config.docs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.spi.PluginFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Finds the plugins of the bundles on the class path by their component descriptions. */
public final class PluginScan {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private final InstalledPlugins found = new InstalledPlugins();

  private PluginScan() {}

  /** All that the class path has. */
  public static InstalledPlugins plugins() throws Exception {
    PluginScan scan = new PluginScan();
    ClassLoader loader = PluginScan.class.getClassLoader();
    for (URL bundle : Collections.list(loader.getResources(MANIFEST))) {
      for (String component : components(bundle)) {
        URL description = new URL(bundle.toString().replace(MANIFEST, component.strip()));
        Optional<Element> name = nameProperty(description);
        if (name.isPresent()) {
          Element implementation = element(name.get().getOwnerDocument(), "implementation");
          scan.add(
              name.get().getAttribute("value"),
              loader.loadClass(implementation.getAttribute("class")));
        }
      }
    }
    return scan.found;
  }

  private void add(String name, Class<?> type) throws ReflectiveOperationException {
    if (PluginFactory.class.isAssignableFrom(type)) {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      PluginFactory<?> factory = (PluginFactory<?>) constructor.newInstance();
      Stream.of(ExtensionPoint.values())
          .filter(point -> point.isMadeBy(factory))
          .forEach(point -> found.add(point, factory, Map.of(PluginFactory.NAME, name)));
    }
  }

  private static List<String> components(URL bundle) throws IOException {
    try (InputStream in = bundle.openStream()) {
      String components = new Manifest(in).getMainAttributes().getValue("Service-Component");
      return components == null ? List.of() : List.of(components.split(",", -1));
    }
  }

  private static Optional<Element> nameProperty(URL description)
      throws IOException, ParserConfigurationException, SAXException {
    try (InputStream in = description.openStream()) {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      NodeList properties = document.getElementsByTagName("property");
      for (int i = 0; i < properties.getLength(); i++) {
        Element property = (Element) properties.item(i);
        if (property.getAttribute("name").equals(PluginFactory.NAME)) {
          return Optional.of(property);
        }
      }
      return Optional.empty();
    }
  }

  private static Element element(Document document, String name) {
    return (Element) document.getElementsByTagName(name).item(0);
  }
}
