package org.ikelb.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ikelb.bench.lab.Contender.Memory;

/** The tables, in Markdown. */
final class Report {
  /** The name of an older ikelb that is measured beside the one of now. */
  static final String BEFORE = "before";

  private final List<String> esp = new ArrayList<>();
  private final List<String> opening = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> footprint = new ArrayList<>();

  void add(Scenario.Esp scenario, Map<String, List<EspRun>> runs) {
    List<EspRun> nginx = runs.getOrDefault("nginx", List.of());
    List<EspRun> ikelb = runs.getOrDefault("ikelb", List.of());
    List<EspRun> kernel = runs.getOrDefault("kernel", List.of());
    esp.add(
        row(
            scenario.title(),
            median(ikelb, EspRun::cpuPerMillion),
            median(nginx, EspRun::cpuPerMillion),
            median(kernel, EspRun::cpuPerMillion),
            "**" + ratio(nginx, ikelb, EspRun::cpuPerMillion) + "**",
            bar(scenario.mustReach()) + " / " + bar(scenario.stretch()),
            middles(ikelb, nginx, kernel, run -> run.perSecond() / 1e3),
            middles(ikelb, nginx, kernel, run -> run.loss() * 100),
            middle(ikelb, EspRun::allocatedEach)));
  }

  void add(Scenario.Opening scenario, Map<String, List<OpeningBench.Run>> runs) {
    List<OpeningBench.Run> nginx = runs.getOrDefault("nginx", List.of());
    List<OpeningBench.Run> ikelb = runs.getOrDefault("ikelb", List.of());
    opening.add(
        row(
            scenario.title() + ", " + scenario.sessions() + " a run",
            median(ikelb, OpeningBench.Run::perSecond),
            median(nginx, OpeningBench.Run::perSecond),
            median(ikelb, OpeningBench.Run::cpuPerThousand),
            median(nginx, OpeningBench.Run::cpuPerThousand),
            ratio(nginx, ikelb, OpeningBench.Run::cpuPerThousand)));
    List<OpeningBench.Run> before = runs.getOrDefault(BEFORE, List.of());
    if (!before.isEmpty()) {
      changed.add(
          row(
              scenario.title() + ", " + scenario.sessions() + " a run",
              median(before, OpeningBench.Run::cpuPerThousand),
              ratio(ikelb, before, OpeningBench.Run::cpuPerThousand),
              ratio(ikelb, before, OpeningBench.Run::loopsPerThousand)));
    }
  }

  void add(Scenario.Footprint scenario, Map<String, Memory> needed) {
    needed.forEach(
        (name, memory) ->
            footprint.add(
                row(
                    name,
                    megabytes(memory.resident()),
                    memory.heap() == 0 ? "-" : megabytes(memory.heap()),
                    megabytes(memory.slab()))));
  }

  private static String megabytes(long kilobytes) {
    return Median.digits(kilobytes / 1024.0);
  }

  /** All rows so far; a kind of which there are none has no table. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    table(
        text,
        List.of(
            "traffic",
            "ikelb, CPU s/Mpkt",
            "nginx, CPU s/Mpkt",
            "kernel, CPU s/Mpkt",
            "nginx / ikelb",
            "must / stretch",
            "kpkt/s ikelb, nginx, kernel",
            "loss % ikelb, nginx, kernel",
            "ikelb allocates, B/datagram"),
        esp);
    table(
        text,
        List.of(
            "opening",
            "ikelb, per s",
            "nginx, per s",
            "ikelb, CPU s per 1,000",
            "nginx, CPU s per 1,000",
            "nginx / ikelb, CPU"),
        opening);
    table(
        text,
        List.of(
            "opening",
            "before, CPU s per 1,000",
            "ikelb / before, CPU",
            "ikelb / before, CPU of loops"),
        changed);
    table(
        text,
        List.of(
            "10,000 established sessions", "resident MB", "of these heap MB", "kernel slabs MB"),
        footprint);
    return text.toString();
  }

  private static void table(StringBuilder text, List<String> head, List<String> rows) {
    if (!rows.isEmpty()) {
      text.append('\n').append(row(head.toArray(String[]::new))).append('\n');
      text.append("|---".repeat(head.size())).append("|\n");
      rows.forEach(row -> text.append(row).append('\n'));
    }
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static <R> List<Double> figures(List<R> runs, ToDoubleFunction<R> figure) {
    return runs.stream().map(figure::applyAsDouble).toList();
  }

  private static <R> String median(List<R> runs, ToDoubleFunction<R> figure) {
    return runs.isEmpty() ? "-" : Median.of(figures(runs, figure)).toString();
  }

  private static <R> String ratio(List<R> ones, List<R> others, ToDoubleFunction<R> figure) {
    List<Double> ratios = EspBench.ratios(figures(ones, figure), figures(others, figure));
    return ratios.isEmpty() ? "-" : Median.of(ratios).toString();
  }

  private static String middles(
      List<EspRun> ikelb,
      List<EspRun> nginx,
      List<EspRun> kernel,
      ToDoubleFunction<EspRun> figure) {
    List<String> cells = new ArrayList<>();
    for (List<EspRun> runs : List.of(ikelb, nginx, kernel)) {
      cells.add(middle(runs, figure));
    }
    return String.join(", ", cells);
  }

  private static String middle(List<EspRun> runs, ToDoubleFunction<EspRun> figure) {
    return runs.isEmpty() ? "-" : Median.digits(Median.of(figures(runs, figure)).middle());
  }

  private static String bar(double bar) {
    return bar == 0 ? "-" : Median.digits(bar);
  }
}
