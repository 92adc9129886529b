package org.ikelb.config.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A place in a document, where something can be wrong.
 *
 * <p>Immutable; as thread-safe as its sink.
 *
 * @param path keys and list indexes from the document down to here
 * @param sink takes what is found wrong
 */
public record Place(List<String> path, Consumer<Finding> sink) {
  public Place {
    path = List.copyOf(path);
  }

  /** The document itself. */
  public static Place root(Consumer<Finding> sink) {
    return new Place(List.of(), sink);
  }

  public Place at(String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return new Place(longer, sink);
  }

  public Place at(int index) {
    return at(Integer.toString(index));
  }

  /** Reports what is wrong with the value here. */
  public void wrong(String rule) {
    sink.accept(new Finding(path, false, OptionalInt.empty(), rule));
  }

  /** Reports what is wrong with the key that leads here. */
  public void wrongKey(String rule) {
    sink.accept(new Finding(path, true, OptionalInt.empty(), rule));
  }

  /** Reports what is wrong at this offset of the text. */
  public void wrongAt(int offset, String rule) {
    sink.accept(new Finding(path, true, OptionalInt.of(offset), rule));
  }
}
