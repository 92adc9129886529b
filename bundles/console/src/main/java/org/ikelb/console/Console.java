package org.ikelb.console;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.ikelb.api.Control;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.Views;
import org.ikelb.api.WarningSource;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Output;
import org.ikelb.console.verb.Services;
import org.ikelb.console.verb.Verbs;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
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
    service = {Console.class, ToIntFunction.class},
    property = "ikelb.role=command-line")
public final class Console implements ToIntFunction<List<String>> {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  private final Verbs verbs = new Verbs();

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Views views;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Control control;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable TopologyFile file;

  /** Offered by the launcher, which owns logging: (logger, level) to the previous level. */
  @Reference(
      cardinality = OPTIONAL,
      policy = DYNAMIC,
      policyOption = GREEDY,
      target = "(ikelb.role=log-level)")
  volatile @Nullable BiFunction<String, String, String> logLevel;

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
  final List<WarningSource> warningSources = new CopyOnWriteArrayList<>();

  /** The first words of all verbs. */
  List<String> firstWords() {
    return verbs.firstWords();
  }

  /** Runs a verb; never throws. */
  Output run(List<String> typed) {
    try {
      return verbs.run(typed, services());
    } catch (RuntimeException e) {
      LOG.error("event=command-failed command={}", typed, e);
      String text = "this should not have happened, the log says more: " + e;
      return new Output(ExitCode.REFUSED.number(), List.of(), List.of(text));
    }
  }

  @Override
  @SuppressWarnings("SystemOut") // this is the command line
  public int applyAsInt(List<String> typed) {
    Output output = run(typed);
    output.out().forEach(System.out::println);
    output.err().forEach(System.err::println);
    return output.exit();
  }

  private Services services() {
    return new Services(
        Optional.ofNullable(views),
        Optional.ofNullable(control),
        Optional.ofNullable(file),
        Optional.ofNullable(logLevel),
        warningSources,
        Instant.now());
  }
}
