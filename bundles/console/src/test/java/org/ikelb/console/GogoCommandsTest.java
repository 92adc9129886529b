package org.ikelb.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Types into a real Gogo shell. */
class GogoCommandsTest {
  private final FakeIkelb ikelb = new FakeIkelb();
  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final CommandProcessorImpl gogo = new CommandProcessorImpl(streams);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void offerAllCommands() {
    Console console = new Console();
    console.views = ikelb;
    console.control = ikelb;
    console.file = ikelb;
    streams.start();
    console
        .firstWords()
        .forEach(word -> gogo.addCommand("ikelb", GogoCommands.command(word, console), word));
  }

  @AfterEach
  void stop() {
    gogo.stop();
    streams.stop();
  }

  private String type(String line) throws Exception {
    PrintStream outStream = new PrintStream(out, true, UTF_8);
    PrintStream errStream = new PrintStream(err, true, UTF_8);
    try (CommandSession session =
        gogo.createSession(new ByteArrayInputStream(new byte[0]), outStream, errStream)) {
      Object result = session.execute(line);
      assertEquals(null, result, "a result would be printed a second time");
    }
    return out.toString(UTF_8);
  }

  @Test
  void aVerbIsACommandWithItsArguments() throws Exception {
    String shown = type("ikelb:gateways vpn");
    assertTrue(shown.startsWith("GATEWAY  ADDRESS"), shown);
    assertTrue(shown.contains("vpn/gw3"), shown);
  }

  @Test
  void optionsAreTypedAsElsewhere() throws Exception {
    String shown = type("ikelb:sessions --client 198.51.100.0/24 --spi 1122 --state=established");
    assertTrue(shown.contains("1 session: 1 established"), shown + err);
  }

  @Test
  void aVerbOfTwoWordsIsACommandWithAnArgument() throws Exception {
    String shown = type("ikelb:config check");
    assertTrue(shown.startsWith("conf/ikelb.json: ok"), shown + err);
  }

  @Test
  void writingWorksToo() throws Exception {
    String shown = type("ikelb:drain vpn/gw1");
    assertTrue(shown.startsWith("vpn/gw1: ready -> drain"), shown + err);
  }

  @Test
  void whatIsRefusedIsSaidOnStandardError() throws Exception {
    assertEquals("", type("ikelb:gateways vnp"));
    assertEquals("no pool \"vnp\"; did you mean \"vpn\"?\n", err.toString(UTF_8));
  }
}
