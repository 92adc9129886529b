package org.ikelb.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ikelb.bench.lab.Child;
import org.ikelb.bench.lab.Contender;
import org.ikelb.bench.lab.Contender.Forgetting;
import org.ikelb.bench.lab.Lab;
import org.ikelb.bench.traffic.Outcome;
import org.ikelb.bench.traffic.Traffic;

/** Measures ESP: all contenders are started, their clients log in, and then they take turns. */
final class EspBench {
  private final Lab lab;
  private final Options options;

  EspBench(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
  }

  /** The runs of each contender; one that cannot do it has none. */
  Map<String, List<EspRun>> measure(Scenario.Esp scenario, List<Contender> contenders) {
    Map<Contender, Child> ready = new LinkedHashMap<>();
    Map<String, List<EspRun>> runs = new LinkedHashMap<>();
    try {
      for (Contender contender : contenders) {
        prepare(scenario.traffic(), contender, ready);
      }
      for (int run = 0; run < options.runs(); run++) {
        ready.forEach(
            (contender, clients) -> {
              EspRun measured = run(scenario.traffic(), contender, clients, options.millis());
              System.err.println("  " + contender.name() + " " + measured);
              runs.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(measured);
            });
      }
      return runs;
    } finally {
      ready.values().forEach(Child::close);
      contenders.forEach(Contender::close);
    }
  }

  private void prepare(Traffic traffic, Contender contender, Map<Contender, Child> ready) {
    contender.start(Forgetting.LATE);
    Child clients = lab.generator(contender.place());
    try {
      clients.ask("sockets " + traffic.flows());
      clients.ask("login SA_INIT AUTH LIVENESS ESP");
      if (traffic.roamed()) {
        clients.ask("roam LIVENESS ESP");
      }
      run(traffic, contender, clients, options.warmUpMillis());
      ready.put(contender, clients);
    } catch (IllegalStateException e) {
      System.err.println("  " + contender.name() + " cannot do it: " + e.getMessage());
      clients.close();
    }
  }

  private static EspRun run(Traffic traffic, Contender contender, Child clients, int millis) {
    long allocatedBefore = contender.allocatedBytes();
    double before = contender.cpuSeconds();
    String answer =
        clients.ask(
            "esp %d %d %d %d %d %s %d"
                .formatted(
                    traffic.flows(),
                    traffic.bytes(),
                    traffic.train(),
                    traffic.burst(),
                    traffic.window(),
                    traffic.answer(),
                    millis));
    double cpuSeconds = contender.cpuSeconds() - before;
    return EspRun.of(Outcome.of(answer), cpuSeconds, contender.allocatedBytes() - allocatedBefore);
  }

  /** Of each pair of runs, how many times one needs what the other needs. */
  static List<Double> ratios(List<Double> ones, List<Double> others) {
    return IntStream.range(0, Math.min(ones.size(), others.size()))
        .mapToObj(i -> ones.get(i) / others.get(i))
        .toList();
  }
}
