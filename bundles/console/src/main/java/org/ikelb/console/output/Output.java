package org.ikelb.console.output;

import java.util.List;

/**
 * What is left to print. Immutable.
 *
 * @param exit the exit code
 * @param out lines for standard output
 * @param err lines for standard error
 */
public record Output(int exit, List<String> out, List<String> err) {
  public Output {
    out = List.copyOf(out);
    err = List.copyOf(err);
  }
}
