package org.ikelb.config.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.config.json.Json;
import org.ikelb.config.json.Json.JsonArray;
import org.ikelb.config.json.Json.JsonObject;
import org.ikelb.config.json.Json.Member;
import org.ikelb.config.json.Lines;
import org.ikelb.config.problem.Finding;
import org.ikelb.config.problem.Findings;
import org.ikelb.config.problem.Quoted;

/**
 * Finds the line and column of findings; of what is not in the document, those of what should hold
 * it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param file as named by the user
 * @param lines of the file's text
 */
record Locator(String file, Lines lines) {

  /** The problems in the order of the file; where there are more, the last one says so. */
  List<Problem> locate(Findings findings, Json document) {
    List<Problem> problems =
        findings.first().stream()
            .map(finding -> locate(finding, document))
            .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
            .collect(Collectors.toCollection(ArrayList::new));
    if (findings.more()) {
      Problem last = problems.get(problems.size() - 1);
      String rule = "and more, which were not looked for; mend these first";
      problems.add(new Problem(file, last.line(), last.column(), "", rule));
    }
    return problems;
  }

  Problem at(int offset, String key, String rule) {
    return new Problem(file, lines.line(offset), lines.column(offset), key, rule);
  }

  private Problem locate(Finding finding, Json document) {
    StringBuilder key = new StringBuilder();
    int offset = document.offset();
    Optional<Json> here = Optional.of(document);
    for (String step : finding.path()) {
      Optional<Member> next = here.flatMap(json -> child(json, step));
      if (next.isEmpty() && finding.offset().isEmpty()) {
        // A key that is not there is named, and stands where it would be.
        if (here.filter(JsonObject.class::isInstance).isPresent()) {
          append(key, step, here);
        }
        break;
      }
      append(key, step, here);
      if (next.isPresent()) {
        offset = finding.onKey() ? next.get().keyOffset() : next.get().value().offset();
      }
      here = next.map(Member::value);
    }
    return at(finding.offset().orElse(offset), key.toString(), finding.rule());
  }

  private static void append(StringBuilder key, String step, Optional<Json> parent) {
    if (parent.filter(JsonArray.class::isInstance).isPresent()) {
      key.append('[').append(step).append(']');
    } else {
      key.append(key.length() == 0 ? "" : ".").append(Quoted.printable(step));
    }
  }

  private static Optional<Member> child(Json parent, String step) {
    if (parent instanceof JsonObject object) {
      return Optional.ofNullable(object.members().get(step));
    }
    if (parent instanceof JsonArray array && step.matches("\\d{1,9}")) {
      return array.elements().stream()
          .skip(Integer.parseInt(step))
          .findFirst()
          .map(element -> new Member(element.offset(), element));
    }
    return Optional.empty();
  }
}
