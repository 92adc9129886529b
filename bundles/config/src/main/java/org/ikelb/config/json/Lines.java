package org.ikelb.config.json;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Turns offsets into a text into lines and columns, both from 1; a column counts characters (code
 * points), as editors do.
 *
 * <p>Immutable and thread-safe.
 */
public final class Lines {
  private final String text;

  /** The offset at which each line starts. */
  private final int[] starts;

  public Lines(String text) {
    this.text = text;
    this.starts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  public int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  public int column(int offset) {
    return text.codePointCount(starts[line(offset) - 1], offset) + 1;
  }
}
