package org.ikelb.config.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Manifest;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.ikelb.spi.PluginFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Finds the plugins of the bundles on the class path by their component descriptions. */
final class PluginScan {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private PluginScan() {}

  /** Factories by name, in its order, of this extension point. */
  static Map<String, PluginFactory<?>> of(Class<?> extensionPoint)
      throws IOException, ParserConfigurationException, ReflectiveOperationException, SAXException {
    Map<String, PluginFactory<?>> found = new TreeMap<>();
    ClassLoader loader = PluginScan.class.getClassLoader();
    for (URL bundle : Collections.list(loader.getResources(MANIFEST))) {
      for (String component : components(bundle)) {
        URL description = new URL(bundle.toString().replace(MANIFEST, component.strip()));
        Optional<Element> name = nameProperty(description);
        if (name.isPresent()) {
          Element implementation = element(name.get().getOwnerDocument(), "implementation");
          Class<?> type = loader.loadClass(implementation.getAttribute("class"));
          if (extensionPoint.isAssignableFrom(type)) {
            found.put(
                name.get().getAttribute("value"),
                (PluginFactory<?>) type.getDeclaredConstructor().newInstance());
          }
        }
      }
    }
    return found;
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
