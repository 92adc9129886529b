package org.ikelb.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.bench.lab.Child;
import org.ikelb.bench.lab.Contender;
import org.ikelb.bench.lab.Contender.Forgetting;
import org.ikelb.bench.lab.Contender.Memory;
import org.ikelb.bench.lab.Lab;

/** Measures how fast sessions are opened, and what they need. */
final class OpeningBench {
  /**
   * What one run showed.
   *
   * @param perSecond sessions opened
   * @param cpuPerThousand processor seconds of the balancer for a thousand of them
   * @param loopsPerThousand those of its event loops; all of them where it has none
   */
  record Run(double perSecond, double cpuPerThousand, double loopsPerThousand) {}

  private final Lab lab;
  private final Options options;

  OpeningBench(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
  }

  /** The runs of each contender, after some that do not count. */
  Map<String, List<Run>> measure(Scenario.Opening scenario, List<Contender> contenders) {
    Map<Contender, Child> ready = new LinkedHashMap<>();
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    try {
      for (Contender contender : contenders) {
        contender.start(Forgetting.SOON);
        ready.put(contender, lab.generator(contender.place()));
      }
      for (int run = -options.openingWarmUps(); run < options.runs(); run++) {
        boolean counts = run >= 0;
        ready.forEach(
            (contender, clients) -> {
              Run measured = run(scenario, contender, clients);
              System.err.println("  " + contender.name() + " " + measured);
              if (counts) {
                runs.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(measured);
              }
            });
      }
      return runs;
    } finally {
      ready.values().forEach(Child::close);
      contenders.forEach(Contender::close);
    }
  }

  private static Run run(Scenario.Opening scenario, Contender contender, Child clients) {
    clients.ask((scenario.pairs() ? "pairs " : "sockets ") + scenario.sessions());
    double before = contender.cpuSeconds();
    double loopsBefore = contender.loopSeconds();
    String[] answer =
        clients
            .ask("paced " + scenario.perSecond() + " " + String.join(" ", scenario.steps()))
            .split(" ", -1);
    double cpu = contender.cpuSeconds() - before;
    double loops = contender.loopSeconds() - loopsBefore;
    clients.ask("close");
    contender.awaitForgotten();
    return new Run(
        scenario.sessions() * 1e9 / Long.parseLong(answer[1]),
        cpu * 1e3 / scenario.sessions(),
        loops * 1e3 / scenario.sessions());
  }

  /** What the sessions need, for each contender. */
  Map<String, Memory> measure(Scenario.Footprint scenario, List<Contender> contenders) {
    Map<String, Memory> needed = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      contender.start(Forgetting.LATE);
      try (Child clients = lab.generator(contender.place())) {
        // The clients' own sockets are there before and after.
        clients.ask("sockets " + scenario.sessions());
        Memory before = contender.memory();
        clients.ask("login SA_INIT AUTH LIVENESS ESP");
        needed.put(contender.name(), contender.memory().minus(before));
      } finally {
        contender.close();
      }
    }
    return needed;
  }
}
