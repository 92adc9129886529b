package org.ikelb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.bench.lab.Contender;
import org.ikelb.bench.lab.Ikelb;
import org.ikelb.bench.lab.KernelDnat;
import org.ikelb.bench.lab.Lab;
import org.ikelb.bench.lab.Nginx;

/** The program: {@code distribution/bench/run}. */
public final class Bench {
  private Bench() {}

  /**
   * Runs the scenarios named in the arguments. The system property {@code ikelb.home} is ikelb,
   * {@code ikelb.before} an older build that opens sessions beside it, if it is set.
   */
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
    List<Contender> contenders = contenders(lab);
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

  /** nginx, ikelb and the kernel; then an older ikelb, if there is one. */
  private static List<Contender> contenders(Lab lab) {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Nginx(lab.place("nginx")));
    contenders.add(
        new Ikelb("ikelb", lab.place("ikelb"), Path.of(System.getProperty("ikelb.home"))));
    contenders.add(new KernelDnat(lab.place("kernel")));
    Optional.ofNullable(System.getProperty("ikelb.before"))
        .ifPresent(
            home -> contenders.add(new Ikelb(Report.BEFORE, lab.place("before"), Path.of(home))));
    return contenders;
  }

  private static void measure(
      Scenario scenario, Lab lab, Options options, List<Contender> contenders, Report report) {
    List<Contender> now = contenders.subList(0, 3);
    List<Contender> programs =
        contenders.stream().filter(contender -> !(contender instanceof KernelDnat)).toList();
    if (scenario instanceof Scenario.Esp esp) {
      report.add(esp, new EspBench(lab, options).measure(esp, now));
    } else if (scenario instanceof Scenario.Opening opening) {
      // nginx does not keep a pace of so many new clients
      List<Contender> able =
          opening.perSecond() == 0
              ? programs
              : programs.stream().filter(Ikelb.class::isInstance).toList();
      report.add(opening, new OpeningBench(lab, options).measure(opening, able));
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
