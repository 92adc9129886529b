package org.ikelb.console.web.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ikelb.api.CommandLine;
import org.ikelb.api.Views;
import org.ikelb.api.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The JSON behind the pages: the verbs of the console with fixed words, so that a page can ask for
 * nothing else. Which role may ask what was checked before ({@code Rights}).
 *
 * <p>Thread-safe.
 */
@Component(service = Answers.class)
public final class Answers {
  private static final String MAINTENANCE = "maintenance";
  private static final Set<String> STATES = Set.of("drain", "ready", MAINTENANCE);

  private final CommandLine console;
  private final EventHistory events;
  private final TrafficHistory traffic;
  private final AuditTrail audit;
  private final TopologyEditor editor;
  private final Map<String, Function<Question, Reply>> reading;
  private final Map<String, Function<Question, Reply>> changing;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Views views;

  @Activate
  public Answers(
      @Reference CommandLine console,
      @Reference EventHistory events,
      @Reference TrafficHistory traffic,
      @Reference AuditTrail audit,
      @Reference TopologyEditor editor) {
    this.console = console;
    this.events = events;
    this.traffic = traffic;
    this.audit = audit;
    this.editor = editor;
    this.reading =
        Map.of(
            "dashboard",
            this::dashboard,
            "sessions",
            this::sessions,
            "session",
            question -> verb(question, List.of("session"), "id"),
            "failures",
            question -> run(question, question.verb(List.of("failures"), "cause", "limit")),
            "diagnose",
            question -> verb(question, List.of("diagnose"), "who"),
            "topology",
            editor::show,
            "exporters",
            question -> run(question, List.of("export")),
            "export",
            this::export);
    this.changing =
        Map.of(
            "gateway", this::gateway,
            "close", question -> verb(question, List.of("close"), "id"),
            "check", editor::check,
            "apply", editor::apply,
            "confirm", editor::confirm,
            "undo", editor::undo,
            "save", editor::save);
  }

  /** Answers what changes nothing; empty if there is no such thing. */
  Optional<Reply> read(String name, Question question) {
    return Optional.ofNullable(reading.get(name)).map(answer -> answer.apply(question));
  }

  /** Does something; empty if there is no such thing. */
  Optional<Reply> change(String name, Question question) {
    return Optional.ofNullable(changing.get(name)).map(answer -> answer.apply(question));
  }

  private Reply dashboard(Question question) {
    Views now = views;
    if (now == null) {
      return run(question, List.of("status")); // says what is missing
    }
    Dashboard dashboard =
        Dashboard.of(
            now, editor.number(), traffic.lately(), events.latest(), audit.latest(), Instant.now());
    return new Reply(200, console.json(dashboard));
  }

  private Reply sessions(Question question) {
    return run(
        question, question.verb(List.of("sessions"), "client", "spi", "gateway", "state", "limit"));
  }

  private Reply export(Question question) {
    List<String> verb = question.verb(List.of("export"), "form", "client-address");
    List<String> asked =
        question.parameter("persist-by-spi").isPresent() ? with(verb, "--persist-by-spi") : verb;
    return question
        .parameter("product")
        .map(product -> run(question, with(asked, product)))
        .orElseGet(() -> Reply.refused(console, List.of("product: which one?")));
  }

  private Reply gateway(Question question) {
    Optional<String> gateway = question.parameter("gateway");
    Optional<String> state = question.parameter("state").filter(STATES::contains);
    Optional<String> weight = question.parameter("weight");
    if (gateway.isPresent() && state.isPresent()) {
      List<String> verb = List.of(state.get());
      boolean cuts = state.get().equals(MAINTENANCE);
      return run(question, with(cuts ? question.sure(verb) : verb, gateway.get()));
    }
    if (gateway.isPresent() && weight.isPresent()) {
      return run(question, with(List.of("weight"), gateway.get(), weight.get()));
    }
    String needed = "needs gateway, and state (drain, ready, maintenance) or weight";
    return Reply.refused(console, List.of(needed));
  }

  private Reply verb(Question question, List<String> verb, String argument) {
    return question
        .parameter(argument)
        .map(value -> run(question, with(verb, value)))
        .orElseGet(() -> Reply.refused(console, List.of("needs " + argument)));
  }

  /** Arguments come after "--", so that none of them is read as an option. */
  private static List<String> with(List<String> verb, String... arguments) {
    List<String> words = new ArrayList<>(verb);
    words.add("--");
    words.addAll(List.of(arguments));
    return words;
  }

  private Reply run(Question question, List<String> words) {
    return Reply.of(console.answer(question.caller(), words));
  }
}
