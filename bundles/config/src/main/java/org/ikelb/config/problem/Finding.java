package org.ikelb.config.problem;

import java.util.List;
import java.util.OptionalInt;

/**
 * One broken rule, and where it is broken.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path keys and list indexes from the document down to the value
 * @param onKey whether the key is wrong, rather than the value under it
 * @param offset where exactly, if the path cannot tell
 * @param rule what is wrong, what the rule is, and the nearest valid name where there is one
 */
public record Finding(List<String> path, boolean onKey, OptionalInt offset, String rule) {
  public Finding {
    path = List.copyOf(path);
  }
}
