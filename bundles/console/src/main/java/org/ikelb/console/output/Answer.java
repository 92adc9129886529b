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
 */
public record Answer(ExitCode exit, Object value, List<String> lines) {

  public Answer {
    lines = List.copyOf(lines);
  }

  public static Answer of(Object value) {
    return new Answer(ExitCode.DONE, value, List.of());
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
    return new Answer(exit, value, all);
  }

  public Answer exit(ExitCode code) {
    return new Answer(code, value, lines);
  }

  /** As text: on standard output if something was done, else on standard error. */
  public Output text() {
    boolean done = exit == ExitCode.DONE || exit == ExitCode.PARTLY_DONE;
    return new Output(exit.number(), done ? lines : List.of(), done ? List.of() : lines);
  }

  /** As JSON: one document on standard output, however it ended. */
  public Output json() {
    return new Output(exit.number(), Json.write(value).lines().toList(), List.of());
  }
}
