package org.ikelb.acceptance.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * What was run in labs, printed as a table when all tests have ended.
 *
 * <p>Thread-safe.
 */
final class LabReport implements AutoCloseable {
  private final List<Row> rows = new ArrayList<>();

  synchronized void add(Row row) {
    rows.add(row);
  }

  @Override
  public synchronized void close() {
    StringBuilder text = new StringBuilder("\nWhat was run in the strongSwan lab:\n");
    String format = "%-28s %-78s %-8s %6s%n";
    text.append(String.format(format, "theme", "test", "result", "s"));
    for (Row row : rows) {
      String seconds = "%.1f".formatted(row.seconds());
      text.append(String.format(format, row.theme(), row.test(), row.result(), seconds));
    }
    long passed = rows.stream().filter(r -> r.result().equals("passed")).count();
    text.append("%d of %d passed%n".formatted(passed, rows.size()));
    System.out.print(text);
  }

  /**
   * A test that was run.
   *
   * @param theme the test class
   * @param test the sentence it proves
   * @param result {@code passed}, {@code FAILED}, {@code ABORTED}, {@code SKIPPED}
   * @param seconds it took, without its class's preparation
   */
  record Row(String theme, String test, String result, double seconds) {}
}
