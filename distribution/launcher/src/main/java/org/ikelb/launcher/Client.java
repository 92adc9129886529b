package org.ikelb.launcher;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ikelb.launcher.ControlConnection.MayNotAsk;
import org.ikelb.launcher.ControlConnection.NobodyAnswers;

/**
 * The process behind {@code bin/ikelb VERB}: hands the command to the ikelb that runs, and prints
 * the answer. The verb {@code shell} alone hands over one line of standard input after the other.
 *
 * <p>Needs nothing but the JDK, so that it starts fast; {@link TerminalShell} is for people.
 */
final class Client {
  static final int REFUSED = 1;
  static final int NOT_RUNNING = 4;

  private final PrintStream out;
  private final PrintStream err;

  Client(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    List<String> words = ControlConnection.placed(List.of(arguments));
    Client client = new Client(out, System.err);
    Path socket = ControlConnection.socket();
    System.exit(
        arguments.length == 1 && arguments[0].equals("shell")
            ? client.converse(socket, words, standardInput())
            : client.send(socket, words));
  }

  private static BufferedReader standardInput() {
    return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
  }

  /** Returns the exit code. */
  int send(Path socket, List<String> command) {
    try (ControlConnection ikelb = ControlConnection.open(socket)) {
      return ikelb.ask(command, out, err);
    } catch (MayNotAsk e) {
      err.println(e.getMessage());
      return REFUSED;
    } catch (NobodyAnswers | IOException e) {
      err.println(e.getMessage());
      return NOT_RUNNING;
    }
  }

  /** Carries out all lines, whatever comes of them; returns the exit code of the last one. */
  int converse(Path socket, List<String> opening, BufferedReader lines) {
    try (ControlConnection ikelb = ControlConnection.open(socket)) {
      int code = ikelb.ask(opening, out, err);
      if (code != 0) {
        return code; // there is no shell
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (ShellWords.isEnd(line)) {
          return code;
        }
        if (ShellWords.isCommand(line)) {
          code = ikelb.ask(List.of("execute", line), out, err);
        }
      }
      return code;
    } catch (MayNotAsk e) {
      err.println(e.getMessage());
      return REFUSED;
    } catch (NobodyAnswers | IOException e) {
      err.println(e.getMessage());
      return NOT_RUNNING;
    }
  }
}
