package org.ikelb.console.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Output;
import org.ikelb.console.output.Wording;

/**
 * All verbs there are, and the way to run one.
 *
 * <p>Thread-safe.
 */
public final class Verbs {
  private static final String DIRECTORY = "--directory=";

  private final List<Verb> verbs = new ArrayList<>();

  public Verbs() {
    verbs.add(new StatusVerb());
    verbs.add(new WarningsVerb());
    verbs.add(new VirtualServersVerb());
    verbs.add(new PoolsVerb());
    verbs.add(new GatewaysVerb());
    verbs.add(new SessionsVerb());
    verbs.add(new SessionVerb());
    verbs.add(new AttemptsVerb());
    verbs.add(new FailuresVerb());
    verbs.add(new DiagnoseVerb());
    verbs.add(new FragmentationVerb());
    verbs.add(new TopVerb());
    verbs.add(new CloseVerb());
    verbs.add(new ReadyVerb());
    verbs.add(new DrainVerb());
    verbs.add(new MaintenanceVerb());
    verbs.add(new WeightVerb());
    verbs.add(new ProbeVerb());
    verbs.add(new ProposalsVerb());
    verbs.add(new TraceVerb());
    verbs.add(new ReachabilityVerb());
    verbs.add(new PluginsVerb());
    verbs.add(new CheckVerb("config check"));
    verbs.add(new DiffVerb());
    verbs.add(new ApplyVerb());
    verbs.add(new ConfirmVerb());
    verbs.add(new UndoVerb());
    verbs.add(new TopologyHistoryVerb());
    verbs.add(new DeltaVerb());
    verbs.add(new SaveVerb());
    verbs.add(new ShowVerb());
    verbs.add(new ExportVerb());
    verbs.add(new LogVerb());
    verbs.add(new DoctorVerb());
    verbs.add(new HistoryVerb());
    verbs.add(new NamesVerb());
    verbs.add(new ShellVerb());
    verbs.add(new CheckVerb("check"));
    verbs.add(new HelpVerb(verbs));
  }

  /** The first words of all verbs, each once, in the order of the help. */
  public List<String> firstWords() {
    return verbs.stream().map(verb -> verb.syntax().words().get(0)).distinct().toList();
  }

  /** {@code ; did you mean "gateways"?} for a first word that is none. */
  public String hint(String unknown) {
    return Nearest.hint(unknown, firstWords());
  }

  /**
   * What the last word could become; empty if nobody knows.
   *
   * @param typed the verb and what follows it; the last word is being typed
   */
  public List<String> complete(List<String> typed, Services services) {
    return new Completion(syntaxes(), services).of(typed);
  }

  List<Syntax> syntaxes() {
    return verbs.stream().map(Verb::syntax).toList();
  }

  /**
   * Runs a verb; never throws because of what was typed.
   *
   * @param typed the verb and what follows it; a first word {@code --directory=DIR} says what
   *     relative file names are relative to, else it is this process's directory
   */
  public Output run(List<String> typed, Services services) {
    boolean placed = !typed.isEmpty() && typed.get(0).startsWith(DIRECTORY);
    List<String> words = placed ? typed.subList(1, typed.size()) : typed;
    boolean json = words.contains("--json");
    Answer answer;
    try {
      Path directory = Path.of(placed ? typed.get(0).substring(DIRECTORY.length()) : "");
      answer = answer(words, directory, services);
    } catch (VerbFailed e) {
      answer = e.answer();
    }
    return json ? answer.json() : answer.text();
  }

  private Answer answer(List<String> words, Path directory, Services services) throws VerbFailed {
    List<String> line = words.isEmpty() ? List.of("help") : words;
    Verb verb = find(line);
    Syntax syntax = verb.syntax();
    int nameLength = syntax.words().size();
    Input input = Input.parse(syntax, line.subList(nameLength, line.size()), directory);
    if (input.flag("help")) {
      return HelpVerb.helpOf(syntax);
    }
    Audited audited = new Audited(line, services.caller(), services.audit());
    audited.permit(syntax, input);
    return audited.run(verb, input, services);
  }

  private Verb find(List<String> line) throws VerbFailed {
    String first = line.get(0);
    List<Verb> group = verbs.stream().filter(v -> v.syntax().words().get(0).equals(first)).toList();
    if (group.isEmpty()) {
      String hint = Nearest.hint(first, firstWords());
      throw VerbFailed.refused(
          List.of("unknown command \"" + first + "\"" + hint, "\"help\" lists all commands"));
    }
    String second = line.size() > 1 ? line.get(1) : "";
    Optional<Verb> exact = named(group, first + " " + second).or(() -> named(group, first));
    return exact.orElseThrow(() -> incomplete(first, second, group));
  }

  private static Optional<Verb> named(List<Verb> group, String name) {
    return group.stream().filter(verb -> verb.syntax().name().equals(name)).findFirst();
  }

  private static VerbFailed incomplete(String first, String second, List<Verb> group) {
    List<String> seconds =
        group.stream().map(v -> v.syntax().name().substring(first.length() + 1)).toList();
    String problem =
        second.isEmpty() || second.startsWith("--")
            ? first + " needs one of: " + Wording.list(seconds)
            : first + " cannot \"" + second + "\"" + Nearest.hint(second, seconds);
    return VerbFailed.refused(problem);
  }
}
