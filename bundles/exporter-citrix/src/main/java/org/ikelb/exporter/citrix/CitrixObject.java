package org.ikelb.exporter.citrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of the appliance, or a binding of two: what one command or one request makes.
 *
 * <p>Immutable.
 *
 * @param kind what it is
 * @param values by NITRO's names, String, Integer or a List of Strings, in the order in which they
 *     are written; all of {@link Kind#positional} are there
 */
record CitrixObject(Kind kind, Map<String, Object> values) {

  CitrixObject {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Makes one of names and values in turn. */
  static CitrixObject of(Kind kind, Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new CitrixObject(kind, values);
  }

  /** The same with one more value. */
  CitrixObject with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new CitrixObject(kind, more);
  }
}
