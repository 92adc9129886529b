package org.ikelb.console.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under a header, aligned with spaces. A column whose header starts with {@code >} is aligned
 * to the right.
 *
 * <p>Not thread-safe.
 */
public final class Table {
  private static final String RIGHT = ">";
  private static final String GAP = "  ";

  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(boolean[] right) {
    this.right = right;
  }

  public static Table withHeader(String... header) {
    boolean[] right = new boolean[header.length];
    for (int column = 0; column < header.length; column++) {
      right[column] = header[column].startsWith(RIGHT);
    }
    Table table = new Table(right);
    table.rows.add(
        Arrays.stream(header).map(h -> h.startsWith(RIGHT) ? h.substring(1) : h).toList());
    return table;
  }

  /** Names on the left, values on the right, no header. */
  public static Table ofFields() {
    return new Table(new boolean[2]);
  }

  public Table row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(
          "a row has " + right.length + " cells, was " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
    return this;
  }

  List<String> lines() {
    int[] widths = new int[right.length];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP);
      line.append(right[column] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
