package org.ikelb.console.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Caller;

/**
 * What a page asks for.
 *
 * @param caller who asks
 * @param parameters of the address
 * @param body of a POST; empty: none
 */
record Question(Caller caller, Map<String, String> parameters, String body) {
  private static final String SURE = "sure";

  Question {
    parameters = Map.copyOf(parameters);
  }

  /** The name of who asks. */
  String user() {
    return caller.name();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  /** Whether the user has said a second time that sessions may be cut. */
  boolean isSure() {
    return parameters.containsKey(SURE);
  }

  /** A verb that may cut sessions, if the user has said so. */
  List<String> sure(List<String> verb) {
    List<String> words = new ArrayList<>(verb);
    if (isSure()) {
      words.add("--yes");
    }
    return words;
  }

  /**
   * A verb with those of its options that were asked for.
   *
   * @param options names of options and parameters alike
   */
  List<String> verb(List<String> verb, String... options) {
    List<String> words = new ArrayList<>(verb);
    for (String option : options) {
      parameter(option)
          .ifPresent(
              value -> {
                words.add("--" + option);
                words.add(value.strip());
              });
    }
    return words;
  }
}
