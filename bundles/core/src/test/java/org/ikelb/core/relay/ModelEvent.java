package org.ikelb.core.relay;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that happens to a client now and then.
 *
 * @param topic what it is about; with {@code -Dikelb.model.only=TOPIC,TOPIC} only events of these
 *     topics happen, and what always does
 * @param weight how often it happens, compared with others
 */
record ModelEvent(String topic, int weight, String name, Consumer<ModelClient> what) {
  static final String ALWAYS = "always";

  static ModelEvent always(int weight, String name, Consumer<ModelClient> what) {
    return new ModelEvent(ALWAYS, weight, name, what);
  }

  boolean isWanted() {
    return topic.equals(ALWAYS) || isWanted(topic);
  }

  static boolean isWanted(String topic) {
    String only = System.getProperty("ikelb.model.only", "");
    return only.isEmpty() || List.of(only.split(",")).contains(topic);
  }
}
