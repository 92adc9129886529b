package org.ikelb.acceptance.plugins;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bin/ikelb shell} with a pipe for a keyboard.
 *
 * <p>For one test thread.
 */
final class Gogo implements AutoCloseable {
  private final Process shell;
  private final Writer keyboard;
  private final BufferedReader screen;
  private int lines;

  Gogo(Path home) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/ikelb").toString(), "shell");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    shell = builder.redirectErrorStream(true).start();
    keyboard = shell.outputWriter(StandardCharsets.UTF_8);
    screen =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Types a line, and reads what it prints. */
  List<String> type(String line) throws IOException {
    String mark = "end-of-line-" + ++lines;
    keyboard.write(line + "\ngogo:echo " + mark + "\n");
    keyboard.flush();
    List<String> printed = new ArrayList<>();
    for (String read = screen.readLine(); !mark.equals(read); read = screen.readLine()) {
      if (read == null) {
        throw new IOException("the shell has ended: " + printed);
      }
      if (!read.isBlank()) {
        printed.add(read);
      }
    }
    return printed;
  }

  /** Types a line that prints a JSON array. */
  <T> List<T> read(String line, Class<T> element) throws IOException {
    return new Gson()
        .fromJson(
            String.join("\n", type(line)),
            TypeToken.getParameterized(List.class, element).getType());
  }

  @Override
  public void close() throws IOException {
    keyboard.close();
    shell.destroy();
  }
}
