package org.ikelb.launcher;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection to the control socket of the ikelb that runs.
 *
 * <p>One line goes there: a JSON array of strings. Lines come back, by their first character:
 * {@code o} for standard output, {@code e} for standard error, {@code x} the exit code and the end.
 *
 * <p>Not thread-safe.
 */
final class ControlConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader answers;

  private ControlConnection(SocketChannel channel) {
    this.channel = channel;
    this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  /**
   * Connects.
   *
   * @throws NobodyAnswers if ikelb does not run
   * @throws MayNotAsk if this user may not open the socket
   */
  static ControlConnection open(Path socket) throws IOException, NobodyAnswers, MayNotAsk {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      channel.close();
      if (isForbidden(socket)) {
        throw new MayNotAsk(
            "refused: the user "
                + System.getProperty("user.name")
                + " may not open "
                + socket
                + "; ikelb's own user and root may. For others set ikelb.control.socket, and"
                + " ikelb.control.view, ikelb.control.operate or ikelb.control.admin in"
                + " conf/framework.properties; if they are set and that file is not for your eyes,"
                + " say IKELB_SOCKET=PATH");
      }
      throw new NobodyAnswers(
          "ikelb is not running: nobody answers at " + socket + " (" + e.getMessage() + ")");
    }
    return new ControlConnection(channel);
  }

  /** The message of the failure is no help: it speaks the user's language. */
  private static boolean isForbidden(Path socket) {
    boolean hidden = !Files.exists(socket) && !Files.notExists(socket);
    return hidden || (Files.exists(socket) && !Files.isWritable(socket));
  }

  /** Nobody listens at the socket; the message is for the user. */
  static final class NobodyAnswers extends Exception {
    NobodyAnswers(String message) {
      super(message);
    }
  }

  /** This user may not ask; the message is for them. */
  static final class MayNotAsk extends Exception {
    MayNotAsk(String message) {
      super(message);
    }
  }

  /** Where the control socket is that this user is to ask: bin/ikelb has looked. */
  static Path socket() {
    String found = System.getProperty("ikelb.socket");
    if (found != null) {
      return Path.of(found);
    }
    String home = System.getProperty("ikelb.home", ".");
    String state = System.getProperty("ikelb.state", Path.of(home, "state").toString());
    return Path.of(state, "control.sock");
  }

  /** The words of a command, preceded by the directory that file names are relative to. */
  static List<String> placed(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add("--directory=" + Path.of("").toAbsolutePath());
    command.addAll(words);
    return command;
  }

  /**
   * Asks, prints the answer as it comes, and returns the exit code.
   *
   * @throws EOFException if ikelb ends before its answer
   */
  int ask(List<String> words, PrintStream out, PrintStream err) throws IOException {
    Optional<IOException> unsaid = tell(words);
    for (String text = answers.readLine(); text != null; text = answers.readLine()) {
      String rest = text.isEmpty() ? "" : text.substring(1);
      switch (text.isEmpty() ? 'o' : text.charAt(0)) {
        case 'e' -> err.println(rest);
        case 'x' -> {
          out.flush();
          return Integer.parseInt(rest.strip());
        }
        default -> out.println(rest);
      }
      if (!answers.ready()) {
        out.flush();
      }
    }
    out.flush();
    if (unsaid.isPresent()) {
      throw unsaid.get();
    }
    throw new EOFException("ikelb broke off before the end of its answer");
  }

  /** Whoever is refused before they could ask has an answer all the same. */
  private Optional<IOException> tell(List<String> words) {
    ByteBuffer line = StandardCharsets.UTF_8.encode(JsonLine.of(words) + "\n");
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
