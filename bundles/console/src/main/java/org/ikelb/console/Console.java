package org.ikelb.console;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.ikelb.api.Caller;
import org.ikelb.api.CommandLine;
import org.ikelb.api.Control;
import org.ikelb.api.Probes;
import org.ikelb.api.Role;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.Tracer;
import org.ikelb.api.Views;
import org.ikelb.api.WarningSource;
import org.ikelb.api.audit.AuditTrail;
import org.ikelb.api.diagnosis.Diagnosis;
import org.ikelb.api.diagnosis.GatewayPolicies;
import org.ikelb.api.diagnosis.MonitorLessons;
import org.ikelb.api.diagnosis.Reachability;
import org.ikelb.api.plugin.ExporterFailures;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.view.Warning;
import org.ikelb.console.audit.AuditLog;
import org.ikelb.console.doctor.Host;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Json;
import org.ikelb.console.output.Output;
import org.ikelb.console.verb.Diagnoses;
import org.ikelb.console.verb.Exporters;
import org.ikelb.console.verb.LogLevels;
import org.ikelb.console.verb.Services;
import org.ikelb.console.verb.Verbs;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs verbs with whatever services are there at the moment. As a service with the property {@code
 * ikelb.role=command-line} it prints to the standard streams and returns the exit code: the
 * launcher uses that for {@code ikelb check}.
 *
 * <p>Thread-safe.
 */
@Component(
    service = {Console.class, CommandLine.class, ToIntFunction.class},
    property = "ikelb.role=command-line")
public final class Console implements CommandLine, ToIntFunction<List<String>> {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  /** Whoever types at Gogo itself: they could do all without verbs, too. */
  static final Caller NOBODY_KNOWN = new Caller("console", Role.ADMIN, "shell");

  private final Verbs verbs = new Verbs();

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Views views;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Control control;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Probes probes;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Tracer tracer;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable SafeChanges changes;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable TopologyFile file;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Diagnosis diagnosis;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable GatewayPolicies policies;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Reachability reachability;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable MonitorLessons lessons;

  /** Offered by the launcher, which owns logging: (logger, level) to the previous level. */
  @Reference(
      cardinality = OPTIONAL,
      policy = DYNAMIC,
      policyOption = GREEDY,
      target = "(ikelb.role=log-level)")
  volatile @Nullable BiFunction<String, String, String> logLevel;

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
  final List<WarningSource> warningSources = new CopyOnWriteArrayList<>();

  @Reference InstalledPlugins plugins = new InstalledPlugins();

  @Reference AuditTrail audit = new AuditLog();

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable SettingsBinder binder;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable ExporterFailures exporterFailures;

  private final ScheduledExecutorService alarms =
      Executors.newSingleThreadScheduledExecutor(Console::daemon);
  private final LogLevels logLevels = new LogLevels(this::after);
  private volatile Host host = Host.here(List::of);

  @Activate
  void activate(BundleContext context) {
    BundleLook look = new BundleLook(context);
    host = Host.here(() -> oddBundles(look));
  }

  private List<Warning> oddBundles(BundleLook look) {
    List<Warning> odd = new ArrayList<>(look.warnings(Instant.now()));
    plugins
        .failed()
        .forEach(
            failed -> odd.add(new Warning("plugin-unusable", failed.subject(), failed.toString())));
    return odd;
  }

  @Deactivate
  void deactivate() {
    alarms.shutdownNow();
  }

  private void after(Duration time, Runnable task) {
    var unused = alarms.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ikelb-console-alarm");
    thread.setDaemon(true);
    return thread;
  }

  /** The first words of all verbs. */
  List<String> firstWords() {
    return verbs.firstWords();
  }

  /** The suggestion for a first word that is none. */
  String hint(String unknown) {
    return verbs.hint(unknown);
  }

  /** What the last word could become. */
  List<String> complete(List<String> typed) {
    return verbs.complete(typed, services(NOBODY_KNOWN, line -> {}));
  }

  /**
   * Runs a verb; never throws.
   *
   * @param listener is told how it stands while it takes its time; may throw {@link
   *     CancellationException}
   */
  Output run(Caller caller, List<String> typed, Consumer<String> listener) {
    try {
      return verbs.run(typed, services(caller, listener));
    } catch (CancellationException e) {
      String text = "broken off: " + e.getMessage() + "; what was done stays";
      return new Output(ExitCode.PARTLY_DONE.number(), List.of(), List.of(text));
    } catch (Throwable e) { // also what plugins throw, which can be anything
      FatalErrors.passOn(e);
      LOG.error("event=command-failed command={} author={}", typed, caller.name(), e);
      String text = "this should not have happened, the log says more: " + e;
      return new Output(ExitCode.REFUSED.number(), List.of(), List.of(text));
    }
  }

  @Override
  public Answer answer(Caller caller, List<String> words) {
    List<String> typed = new ArrayList<>(words);
    int options = typed.indexOf("--"); // after that all are arguments
    typed.add(options < 0 ? typed.size() : options, "--json");
    Output output = run(caller, typed, line -> {});
    return new Answer(output.exit(), String.join("\n", output.out()));
  }

  @Override
  public String json(Object value) {
    return Json.write(value);
  }

  @Override
  public int applyAsInt(List<String> typed) {
    return print(NOBODY_KNOWN, typed);
  }

  /** Runs a verb, prints the answer to the standard streams, and returns the exit code. */
  @SuppressWarnings("SystemOut") // this is the command line
  int print(Caller caller, List<String> typed) {
    Output output = run(caller, typed, Console::say);
    output.out().forEach(System.out::println);
    output.err().forEach(System.err::println);
    return output.exit();
  }

  @SuppressWarnings("SystemOut") // as above; a shell puts the user's stream there
  private static void say(String line) {
    System.err.println(line);
    if (System.err.checkError()) {
      throw new CancellationException("the user has gone");
    }
  }

  /** A line of a shell that is more than a verb, which leaves its own trace. */
  void noteLine(Caller caller, String line, String result) {
    audit.note(caller, line, result);
  }

  private Services services(Caller caller, Consumer<String> listener) {
    return new Services(
        caller,
        Optional.ofNullable(views),
        Optional.ofNullable(control),
        Optional.ofNullable(probes),
        Optional.ofNullable(tracer),
        Optional.ofNullable(changes),
        Optional.ofNullable(file),
        Optional.ofNullable(logLevel),
        warningSources,
        new Diagnoses(
            Optional.ofNullable(diagnosis),
            Optional.ofNullable(policies),
            Optional.ofNullable(reachability),
            Optional.ofNullable(lessons)),
        Exporters.of(plugins, Optional.ofNullable(binder), Optional.ofNullable(exporterFailures)),
        logLevels,
        host,
        new LiveWaiting(listener),
        audit);
  }
}
