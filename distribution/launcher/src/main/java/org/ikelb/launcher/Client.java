package org.ikelb.launcher;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process behind {@code bin/ikelb VERB}: hands the command to the ikelb that runs, over its
 * control socket, and prints the answer.
 *
 * <p>One line goes there: the arguments as a JSON array, preceded by the directory that file names
 * are relative to. Lines come back, by their first character: {@code o} for standard output, {@code
 * e} for standard error, {@code x} the exit code and the end.
 *
 * <p>Needs nothing but the JDK, so that it starts fast.
 */
final class Client {
  private static final int NOT_RUNNING = 4;

  private final PrintStream out;
  private final PrintStream err;

  Client(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Path state =
        Path.of(
            System.getProperty(
                "ikelb.state", Path.of(System.getProperty("ikelb.home", "."), "state").toString()));
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.exit(new Client(out, System.err).send(state.resolve("control.sock"), placed(arguments)));
  }

  private static List<String> placed(String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add("--directory=" + Path.of("").toAbsolutePath());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Returns the exit code. */
  int send(Path socket, List<String> command) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        err.println(
            "ikelb is not running: nobody answers at " + socket + " (" + e.getMessage() + ")");
        return NOT_RUNNING;
      }
      ByteBuffer line = StandardCharsets.UTF_8.encode(JsonLine.of(command) + "\n");
      while (line.hasRemaining()) {
        channel.write(line);
      }
      return print(new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      err.println("ikelb broke off: " + e.getMessage());
      return NOT_RUNNING;
    }
  }

  private int print(BufferedReader answer) throws IOException {
    for (String line = answer.readLine(); line != null; line = answer.readLine()) {
      String text = line.isEmpty() ? "" : line.substring(1);
      switch (line.isEmpty() ? 'o' : line.charAt(0)) {
        case 'e' -> err.println(text);
        case 'x' -> {
          out.flush();
          return Integer.parseInt(text.strip());
        }
        default -> out.println(text);
      }
      if (!answer.ready()) {
        out.flush();
      }
    }
    out.flush();
    err.println("ikelb broke off before the end of its answer");
    return NOT_RUNNING;
  }
}
