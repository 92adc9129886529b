package org.ikelb.console.verb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.ikelb.api.Caller;
import org.ikelb.api.Control;
import org.ikelb.api.Probes;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.Tracer;
import org.ikelb.api.Views;
import org.ikelb.api.WarningSource;
import org.ikelb.api.audit.AuditTrail;
import org.ikelb.api.view.Warning;
import org.ikelb.console.doctor.Host;

/**
 * What verbs work with, as it is at one moment. Immutable.
 *
 * @param caller who asks
 * @param optionalViews absent where nothing runs
 * @param optionalControl absent where nothing runs
 * @param optionalProbes absent where nothing runs
 * @param optionalTracer absent where nothing runs
 * @param optionalChanges absent where nothing runs
 * @param optionalFile absent without the bundle that reads the topology file
 * @param optionalLogLevel sets the level of a logger (logger, level) and returns the previous one
 * @param warningSources those of all bundles; asked here only when there are no views
 * @param diagnoses what the bundle diagnosis offers
 * @param exporters those that are installed
 * @param logLevels those that were changed
 * @param host the machine
 * @param waiting for verbs that take their time
 * @param audit remembers who did what
 */
public record Services(
    Caller caller,
    Optional<Views> optionalViews,
    Optional<Control> optionalControl,
    Optional<Probes> optionalProbes,
    Optional<Tracer> optionalTracer,
    Optional<SafeChanges> optionalChanges,
    Optional<TopologyFile> optionalFile,
    Optional<BiFunction<String, String, String>> optionalLogLevel,
    List<WarningSource> warningSources,
    Diagnoses diagnoses,
    Exporters exporters,
    LogLevels logLevels,
    Host host,
    Waiting waiting,
    AuditTrail audit) {

  public Services {
    warningSources = List.copyOf(warningSources);
  }

  /** Who is to be named for what is done. */
  String author() {
    return caller.name();
  }

  Instant now() {
    return waiting.now();
  }

  Views views() throws VerbFailed {
    return optionalViews.orElseThrow(Services::coreMissing);
  }

  Control control() throws VerbFailed {
    return optionalControl.orElseThrow(Services::coreMissing);
  }

  Probes probes() throws VerbFailed {
    return optionalProbes.orElseThrow(Services::coreMissing);
  }

  Tracer tracer() throws VerbFailed {
    return optionalTracer.orElseThrow(Services::coreMissing);
  }

  SafeChanges changes() throws VerbFailed {
    return optionalChanges.orElseThrow(Services::coreMissing);
  }

  TopologyFile file() throws VerbFailed {
    return optionalFile.orElseThrow(
        () ->
            VerbFailed.notRunning(
                "nothing here reads topology files: the bundle org.ikelb.config does not run"));
  }

  BiFunction<String, String, String> logLevel() throws VerbFailed {
    return optionalLogLevel.orElseThrow(
        () ->
            VerbFailed.notRunning(
                "log levels cannot be changed here: the launcher offers no way; edit the logging"
                    + " configuration instead"));
  }

  /** Everything odd, even while core does not run. */
  List<Warning> warnings() {
    return optionalViews.map(Views::warnings).orElseGet(this::warningsWithoutCore);
  }

  private List<Warning> warningsWithoutCore() {
    Warning notServing =
        new Warning(
            "not-serving",
            "org.ikelb.core",
            "nothing is balanced: core does not run, or waits for what another bundle offers");
    Stream<Warning> others = warningSources.stream().flatMap(source -> source.warnings().stream());
    return Stream.concat(Stream.of(notServing), others).toList();
  }

  private static VerbFailed coreMissing() {
    return VerbFailed.notRunning(
        "ikelb does not serve: its core does not run here; \"ikelb warnings\" may say why");
  }
}
