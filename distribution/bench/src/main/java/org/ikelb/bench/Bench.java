package org.ikelb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ikelb.bench.lab.Contender;
import org.ikelb.bench.lab.Ikelb;
import org.ikelb.bench.lab.KernelDnat;
import org.ikelb.bench.lab.Lab;
import org.ikelb.bench.lab.Nginx;

/** The program: {@code distribution/bench/run}. */
public final class Bench {
  private Bench() {}

  /** Runs the scenarios named in the arguments; the system property {@code ikelb.home} is ikelb. */
  public static void main(String[] arguments) throws IOException {
    Options options;
    try {
      options = Options.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
      System.exit(1);
      return;
    }
    if (!Nginx.present()) {
      System.err.println("no nginx with its stream module: apt install libnginx-mod-stream");
      System.exit(1);
    }
    Path directory = Files.createTempDirectory("ikelb-bench");
    System.err.println("logs are in " + directory);
    Report report = new Report();
    Lab lab = new Lab(directory);
    Runtime.getRuntime().addShutdownHook(new Thread(lab::close));
    List<Contender> contenders =
        List.of(
            new Nginx(lab.place("nginx")),
            new Ikelb(lab.place("ikelb"), Path.of(System.getProperty("ikelb.home"))),
            new KernelDnat(lab.place("kernel")));
    for (Scenario scenario : options.scenarios()) {
      System.err.println(scenario.name());
      try {
        measure(scenario, lab, options, contenders, report);
      } catch (IllegalStateException e) {
        System.err.println("  not measured: " + e.getMessage());
      }
    }
    System.out.println(machine(options) + report.markdown());
    System.exit(0);
  }

  private static void measure(
      Scenario scenario, Lab lab, Options options, List<Contender> contenders, Report report) {
    List<Contender> programs = contenders.subList(0, 2);
    if (scenario instanceof Scenario.Esp esp) {
      report.add(esp, new EspBench(lab, options).measure(esp, contenders));
    } else if (scenario instanceof Scenario.Opening opening) {
      report.add(opening, new OpeningBench(lab, options).measure(opening, programs));
    } else if (scenario instanceof Scenario.Footprint footprint) {
      report.add(footprint, new OpeningBench(lab, options).measure(footprint, programs));
    }
  }

  private static String machine(Options options) throws IOException {
    String cpu =
        Files.readString(Path.of("/proc/cpuinfo"))
            .lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown processor");
    return "%s, %d cores; Linux %s; Java %s; %d runs of %d s each%n"
        .formatted(
            cpu,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.version"),
            Runtime.version(),
            options.runs(),
            options.millis() / 1000);
  }
}
