package org.ikelb.console.web.pages;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ikelb.api.CommandLine;
import org.ikelb.api.Control;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.audit.AuditTrail;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.Deviation;
import org.ikelb.api.view.Preview;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Checks and applies the text of a topology that somebody edits in a browser.
 *
 * <p>Thread-safe.
 */
@Component(service = TopologyEditor.class)
public final class TopologyEditor {
  private static final String SOURCE = "web editor";
  private static final Duration CONFIRM_WITHIN = Duration.ofMinutes(5);

  private final CommandLine console;
  private final Control control;
  private final TopologyFile file;
  private final AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable SafeChanges changes;

  @Activate
  public TopologyEditor(
      @Reference CommandLine console,
      @Reference Control control,
      @Reference TopologyFile file,
      @Reference AuditTrail audit) {
    this.console = console;
    this.control = control;
    this.file = file;
    this.audit = audit;
  }

  /**
   * Where things stand.
   *
   * @param text what runs, as it was applied
   * @param number of what runs; 0: not known
   */
  private record Shown(
      String file,
      long number,
      String text,
      Optional<AppliedTopology> unconfirmed,
      List<AppliedTopology> history,
      List<Deviation> delta) {}

  /**
   * A text, looked at.
   *
   * @param problems why it cannot be applied
   * @param warnings what can be applied, and cannot be meant so
   * @param changes what applying it would do; empty if it cannot be
   * @param sessionsCut how many sessions that would cut
   */
  private record Checked(
      List<Problem> problems, List<Problem> warnings, List<Change> changes, int sessionsCut) {
    static Checked unsound(Reading reading) {
      return new Checked(reading.problems(), reading.warnings(), List.of(), 0);
    }

    static Checked sound(Reading reading, Preview preview) {
      return new Checked(
          reading.problems(), reading.warnings(), preview.changes(), preview.sessionsCut());
    }
  }

  /** The number of what runs, which goes on over restarts; 0: not known. */
  long number() {
    SafeChanges safe = changes;
    return safe == null ? 0 : newest(safe.history());
  }

  Reply show(Question question) {
    SafeChanges safe = changes;
    Shown shown =
        safe == null
            ? new Shown(location(), 0, spelledOut(question), Optional.empty(), List.of(), List.of())
            : shown(question, safe, safe.history());
    return new Reply(200, console.json(shown));
  }

  private Shown shown(Question question, SafeChanges safe, List<AppliedTopology> history) {
    Optional<String> applied =
        history.stream()
            .filter(entry -> entry.standing() != AppliedTopology.Standing.ROLLED_BACK)
            .findFirst()
            .flatMap(entry -> safe.text(entry.number()));
    return new Shown(
        location(),
        newest(history),
        applied.orElseGet(() -> spelledOut(question)),
        safe.unconfirmed(),
        history,
        safe.delta());
  }

  private static long newest(List<AppliedTopology> history) {
    return history.stream().findFirst().map(AppliedTopology::number).orElse(0L);
  }

  private String location() {
    return file.location().toString();
  }

  /** What runs, where its text is not known. */
  private String spelledOut(Question question) {
    return console.answer(question.caller(), List.of("config", "show")).json();
  }

  /** One at a time: a long text has a core and some memory, and the tunnels need theirs. */
  synchronized Reply check(Question question) {
    Reading reading = read(question);
    Checked checked =
        reading
            .topology()
            .map(topology -> Checked.sound(reading, control.preview(topology)))
            .orElseGet(() -> Checked.unsound(reading));
    return new Reply(200, console.json(checked));
  }

  Reply apply(Question question) {
    Reading reading = read(question);
    if (reading.topology().isEmpty()) {
      audit.note(
          question.caller(), "config apply of the topology page", "refused: it has problems");
      return new Reply(422, console.json(Checked.unsound(reading)));
    }
    SafeChanges.Order order =
        new SafeChanges.Order(
            question.user(),
            SOURCE,
            Optional.of(CONFIRM_WITHIN),
            base(question),
            question.isSure());
    Reply reply = orRefused(question, "config apply", safe -> safe.apply(reading, order));
    return reply.status() == 422 && isOvertaken(order) ? new Reply(409, reply.json()) : reply;
  }

  /** The number of the topology that was shown to who edited it. */
  private static OptionalLong base(Question question) {
    return question.parameter("base").filter(base -> base.matches("\\d{1,18}")).stream()
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  private boolean isOvertaken(SafeChanges.Order order) {
    SafeChanges safe = changes;
    return safe != null
        && order.base().isPresent()
        && order.base().getAsLong() != newest(safe.history());
  }

  Reply confirm(Question question) {
    return orRefused(question, "config confirm", safe -> safe.confirm(question.user()));
  }

  Reply undo(Question question) {
    return orRefused(
        question, "config undo", safe -> safe.undo(question.user(), question.isSure()));
  }

  /** Writes what runs to the topology file. */
  Reply save(Question question) {
    return orRefused(question, "config save", safe -> safe.save(question.user()));
  }

  private synchronized Reading read(Question question) {
    return file.check(SOURCE, question.body(), Use.RUN);
  }

  @FunctionalInterface
  private interface Step {
    Object take(SafeChanges safe) throws Refused, IOException;
  }

  /** Does it, and leaves a trace of it. */
  private Reply orRefused(Question question, String what, Step step) {
    List<String> against = new ArrayList<>();
    Reply reply = orRefused(step, against);
    audit.note(
        question.caller(),
        what + " of the topology page",
        against.isEmpty() ? "done" : "refused: " + against.get(0));
    return reply;
  }

  private Reply orRefused(Step step, List<String> against) {
    SafeChanges safe = changes;
    try {
      if (safe == null) {
        throw new Refused(List.of("the bundle that keeps the history does not run"));
      }
      return new Reply(200, console.json(step.take(safe)));
    } catch (Refused e) {
      against.addAll(e.reasons());
      return Reply.refused(console, e);
    } catch (IOException e) {
      against.add("the file could not be written: " + e);
      return Reply.refused(console, against);
    }
  }
}
