package org.ikelb.diagnosis.policy.text;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ikelb.api.log.LogText;

/**
 * The {@code CryptographySuite} of a ProfileXML. Document types and entities are not for policies:
 * what has them is refused, nothing is fetched or unfolded. Pure functions.
 */
final class ProfileXml {
  private static final String SUITE = "CryptographySuite";

  private ProfileXml() {}

  /** Reads it; whether there is a suite. */
  static boolean read(String text, WindowsValues values, Problems problems) {
    boolean suite = false;
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text.strip()));
      // what was stripped may have had lines
      int skipped = (int) text.lines().takeWhile(String::isBlank).count();
      Optional<String> within = Optional.empty();
      StringBuilder value = new StringBuilder();
      boolean inSuite = false;
      while (reader.hasNext()) {
        int event = reader.next();
        int line = reader.getLocation().getLineNumber() + skipped;
        switch (event) {
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
            problems.at(line, "a document type or an entity has no place in a ProfileXML");
            return suite;
          }
          case XMLStreamConstants.START_ELEMENT -> {
            String name = reader.getLocalName();
            value.setLength(0);
            if (inSuite) {
              within = WindowsValues.setting(name);
              if (within.isEmpty()) {
                problems.unknown(line, "the element", name, WindowsValues.names());
              }
            }
            inSuite |= name.equals(SUITE);
            suite |= inSuite;
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              value.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            within.ifPresent(setting -> values.take(setting, value.toString().strip(), line));
            within = Optional.empty();
            inSuite &= !reader.getLocalName().equals(SUITE);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      String first = String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("");
      problems.at(Math.max(1, line), "this is no XML: " + LogText.of(first).replace('_', ' '));
    }
    return suite;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }
}
