package org.ikelb.console.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a verb answers: a value for machines and the same as text for people.
 *
 * <p>Immutable; a verb starts with the value and adds text.
 *
 * @param exit how it ended
 * @param value rendered by {@link Json}
 * @param lines the text
 * @param remarks what must be known of it, beside the text: on standard error
 * @param report whether the text is what was asked for; false: the reasons why nothing was done
 */
public record Answer(
    ExitCode exit, Object value, List<String> lines, List<String> remarks, boolean report) {

  public Answer {
    lines = List.copyOf(lines);
    remarks = List.copyOf(remarks);
  }

  public static Answer of(Object value) {
    return new Answer(ExitCode.DONE, value, List.of(), List.of(), true);
  }

  public Answer with(String line) {
    return with(List.of(line));
  }

  public Answer with(Table table) {
    return with(table.lines());
  }

  public Answer with(Collection<String> more) {
    List<String> all = new ArrayList<>(lines);
    all.addAll(more);
    return new Answer(exit, value, all, remarks, report);
  }

  public Answer remark(Collection<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new Answer(exit, value, lines, all, report);
  }

  /** Nothing was done, for these reasons. */
  public Answer failed(ExitCode code) {
    return new Answer(code, value, lines, remarks, false);
  }

  /** What was asked for, with a verdict for scripts. */
  public Answer verdict(ExitCode code) {
    return new Answer(code, value, lines, remarks, true);
  }

  /** As text: a report on standard output, remarks and reasons on standard error. */
  public Output text() {
    List<String> err = new ArrayList<>(remarks);
    err.addAll(report ? List.of() : lines);
    return new Output(exit.number(), report ? lines : List.of(), err);
  }

  /** As JSON: one document on standard output, however it ended. */
  public Output json() {
    return new Output(exit.number(), Json.write(value).lines().toList(), List.of());
  }
}
