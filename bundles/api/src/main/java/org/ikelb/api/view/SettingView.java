package org.ikelb.api.view;

import java.util.List;

/**
 * One setting, as it may stand in the topology file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param key as written in the file
 * @param values what may be written, for people: {@code list: whole number, 1..9}
 * @param type in words: {@code whole number}, {@code text}, {@code duration}, {@code object}, ...;
 *     of a list that of its entries
 * @param list whether it is a list of these
 * @param choices the only values there are; empty: the type says what may be written
 * @param min the smallest value allowed, as written in the file; empty: no lower bound
 * @param max the largest value allowed; empty: no upper bound
 * @param required whether the file must have it
 * @param defaultValue what counts where the file has none; empty: nothing does
 * @param help what it does, in one sentence
 * @param settings those of the object, where the type is one
 */
public record SettingView(
    String key,
    String values,
    String type,
    boolean list,
    List<String> choices,
    String min,
    String max,
    boolean required,
    String defaultValue,
    String help,
    List<SettingView> settings) {

  public SettingView {
    choices = List.copyOf(choices);
    settings = List.copyOf(settings);
  }

  /** What counts where the file has none, for people: a value, or a word for one. */
  public String ifNotGiven() {
    if (required) {
      return "required";
    }
    if (defaultValue.equals("{}")) {
      return settings.isEmpty() ? "none" : "all defaults";
    }
    return list && defaultValue.isEmpty() ? "none" : defaultValue;
  }
}
