package org.ikelb.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GogoShellTest {
  private final FakeIkelb ikelb = new FakeIkelb();
  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final CommandProcessorImpl gogo = new CommandProcessorImpl(streams);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private GogoShell shell;

  @BeforeEach
  void open() {
    Console console = new Console();
    console.views = ikelb;
    console.control = ikelb;
    console.file = ikelb;
    streams.start();
    console
        .firstWords()
        .forEach(word -> gogo.addCommand("ikelb", GogoCommands.command(word, console), word));
    gogo.addCommand("other", new Other(), "status");
    gogo.addCommand("other", new Other(), "greet");
    shell = new GogoShell(gogo, console, FakeIkelb.ANNA, "/tmp", out, err);
  }

  /** Commands of another bundle. */
  public static final class Other {
    public String greet(String name) {
      return "hello " + name;
    }

    public String status() {
      return "other status";
    }
  }

  @AfterEach
  void close() {
    shell.close();
    gogo.stop();
    streams.stop();
  }

  @Test
  void verbsAreKnownByTheirBareNames() {
    assertEquals(0, shell.execute("status"));
    assertTrue(out.toString(UTF_8).startsWith("ikelb 0.1.0"), out::toString);
  }

  @Test
  void theExitCodeIsThatOfTheVerb() {
    assertEquals(2, shell.execute("gateways vnp"));
    assertEquals("no pool \"vnp\"; did you mean \"vpn\"?\n", err.toString(UTF_8));
    assertEquals(0, shell.execute("gateways vpn"));
  }

  @Test
  void commandsOfOthersWorkAndTheirResultsAreShown() {
    assertEquals(0, shell.execute("greet you"));
    assertEquals(0, shell.execute("other:status"));
    assertEquals("hello you\nother status\n", out.toString(UTF_8));
  }

  @Test
  void variablesStayBetweenLines() {
    shell.execute("who = you");
    out.reset();
    shell.execute("greet $who");
    assertEquals("hello you\n", out.toString(UTF_8));
  }

  @Test
  void whatNobodyKnowsIsAnsweredWithTheNearest() {
    assertEquals(1, shell.execute("gatewyas"));
    assertEquals("Command not found: gatewyas; did you mean \"gateways\"?\n", err.toString(UTF_8));
  }

  @Test
  void completesVerbsCommandsAndNames() {
    assertEquals(List.of("gateways"), shell.complete("gatew"));
    assertEquals(List.of("ikelb:gateways"), shell.complete("ikelb:gatew"));
    assertEquals(List.of("other:greet", "other:status"), shell.complete("other:"));
    assertEquals(List.of("vpn/gw2"), shell.complete("ikelb:drain vpn/gw2"));
    assertEquals(List.of("s1", "s2"), shell.complete("status; session "));
  }
}
