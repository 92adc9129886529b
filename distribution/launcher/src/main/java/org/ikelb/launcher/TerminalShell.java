package org.ikelb.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ikelb.launcher.ControlConnection.MayNotAsk;
import org.ikelb.launcher.ControlConnection.NobodyAnswers;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The process behind {@code bin/ikelb shell} at a terminal: edits lines, with history and Tab, and
 * hands them to the ikelb that runs.
 *
 * <p>For one thread.
 */
final class TerminalShell {
  private static final String PROMPT = "ikelb> ";
  private static final String HISTORY = ".ikelb_history";

  private final ControlConnection ikelb;
  private final LineReader reader;

  private TerminalShell(ControlConnection ikelb, Terminal terminal, Path history) {
    this.ikelb = ikelb;
    DefaultParser parser = new DefaultParser();
    parser.setEscapeChars(null);
    parser.setQuoteChars(new char[0]); // the line goes to ikelb as it is
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("ikelb")
            .parser(parser)
            .completer((from, line, candidates) -> complete(line, candidates))
            .variable(LineReader.HISTORY_FILE, history)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  public static void main(String[] arguments) {
    Path history = Path.of(System.getProperty("user.home", "."), HISTORY);
    try (ControlConnection ikelb = ControlConnection.open(ControlConnection.socket());
        Terminal terminal = TerminalBuilder.builder().system(true).provider("exec").build()) {
      int code = ikelb.ask(ControlConnection.placed(List.of("shell")), System.out, System.err);
      if (code != 0) {
        System.exit(code);
      }
      new TerminalShell(ikelb, terminal, history).converse();
    } catch (MayNotAsk e) {
      System.err.println(e.getMessage());
      System.exit(Client.REFUSED);
    } catch (NobodyAnswers | IOException e) {
      System.err.println(e.getMessage());
      System.exit(Client.NOT_RUNNING);
    }
  }

  /** Until exit or Ctrl-D. */
  private void converse() throws IOException {
    for (String line = read(); !ShellWords.isEnd(line); line = read()) {
      if (ShellWords.isCommand(line)) {
        ikelb.ask(List.of("execute", line), System.out, System.err);
      }
    }
  }

  private String read() {
    try {
      return reader.readLine(PROMPT);
    } catch (UserInterruptException e) {
      return ""; // Ctrl-C gives up the line, not the shell
    } catch (EndOfFileException e) {
      return ShellWords.END;
    }
  }

  private void complete(ParsedLine line, List<Candidate> candidates) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    String typed = line.line().substring(0, line.cursor());
    try (PrintStream out = new PrintStream(words, false, StandardCharsets.UTF_8);
        PrintStream nowhere =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      ikelb.ask(List.of("complete", typed), out, nowhere);
    } catch (IOException e) {
      return; // the next line says it
    }
    words.toString(StandardCharsets.UTF_8).lines().map(Candidate::new).forEach(candidates::add);
  }
}
