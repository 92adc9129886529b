package org.ikelb.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.ikelb.api.Caller;

/**
 * A Gogo session that knows the verbs by their bare names.
 *
 * <p>For one thread.
 */
final class GogoShell implements Shell {
  private static final String NOT_FOUND = "Command not found:";

  /** With these a line can be more than its first word says: another command, a variable. */
  private static final Pattern SEVERAL = Pattern.compile("[|;&(){}$<>=\\n\\r]");

  private static final String PREFIX = GogoCommands.SCOPE + ":";

  private final Console console;
  private final Caller caller;
  private final PrintStream out;
  private final PrintStream err;
  private final CommandSession session;

  GogoShell(
      CommandProcessor gogo,
      Console console,
      Caller caller,
      String directory,
      OutputStream out,
      OutputStream err) {
    this.console = console;
    this.caller = caller.seen("shell");
    this.out = new PrintStream(out, true, UTF_8);
    this.err = new PrintStream(err, true, UTF_8);
    session = gogo.createSession(InputStream.nullInputStream(), this.out, this.err);
    session.put("SCOPE", GogoCommands.SCOPE + ":*"); // the verbs go before their namesakes
    session.put(GogoCommands.CALLER, this.caller);
    if (!directory.isEmpty()) {
      session.currentDir(Path.of(directory));
    }
  }

  @Override
  public int execute(String line) {
    int exit = carryOut(line);
    if (!isOneVerb(line)) {
      console.noteLine(caller, line, exit == 0 ? "done" : "failed");
    }
    return exit;
  }

  /** Verbs leave their own trace; whatever else is typed can change anything. */
  private boolean isOneVerb(String line) {
    if (SEVERAL.matcher(line.strip()).find()) {
      return false;
    }
    String first = line.strip().split("\\s", 2)[0];
    String word = first.startsWith(PREFIX) ? first.substring(PREFIX.length()) : first;
    return word.isEmpty() || console.firstWords().contains(word);
  }

  private int carryOut(String line) {
    session.put(GogoCommands.EXIT_CODE, 0);
    try {
      Object result = session.execute(line);
      if (result != null && !(result instanceof Boolean)) { // grep says true or false
        out.println(session.format(result, Converter.INSPECT));
      }
      return session.get(GogoCommands.EXIT_CODE) instanceof Integer code ? code : 0;
    } catch (Exception e) { // a command may throw anything
      err.println(reason(e));
      return 1;
    }
  }

  private String reason(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.startsWith(NOT_FOUND)
        ? message + console.hint(message.substring(NOT_FOUND.length()).strip())
        : message;
  }

  @Override
  public List<String> complete(String line) {
    String command = line.substring(startOfCommand(line)).stripLeading();
    List<String> words = new ArrayList<>(List.of(command.split("\\s+", -1)));
    String first = words.get(0);
    boolean scoped = first.startsWith(PREFIX);
    words.set(0, scoped ? first.substring(PREFIX.length()) : first);
    List<String> ours = console.complete(words);
    if (words.size() > 1) {
      return ours;
    }
    return scoped
        ? ours.stream().map(PREFIX::concat).toList()
        : Stream.concat(ours.stream(), commands(first)).toList();
  }

  private Stream<String> commands(String start) {
    return session.get(".commands") instanceof Collection<?> all
        ? all.stream().map(String::valueOf).filter(name -> name.startsWith(start)).sorted()
        : Stream.empty();
  }

  private static int startOfCommand(String line) {
    int start = 0;
    for (String separator : List.of("|", ";", "(", "{")) {
      start = Math.max(start, line.lastIndexOf(separator) + 1);
    }
    return start;
  }

  @Override
  public void close() {
    session.close();
  }
}
