package org.ikelb.diagnosis.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.Octets;
import org.ikelb.ike.PayloadFault;
import org.junit.jupiter.api.Test;

/** What clients run; that the shell's command does what it should is seen in the lab. */
class CommandsTest {
  private static final String TOKEN = "0a1b2c3d4f";
  private static final Octets RANDOM = Mark.random(new SecureRandom());

  private final Commands commands = new Commands("vpn.example.com", TOKEN, RANDOM);

  /** Follows the PowerShell line: the parts that it puts together, and the numbers in it. */
  private static byte[] sentByPowerShell(String line, int bytes, boolean natT) {
    Matcher parts =
        Pattern.compile(
                "'(?<token>[0-9a-f]+)'\\+\\('\\{0:x2\\}\\{1:x2\\}\\{2:x2\\}' -f \\$i,\\$r,\\$g\\[\\$s\\]\\)"
                    + "\\+'(?<zerosAndFields>[0-9a-f]+)'\\+\\('\\{0:x8\\}' -f \\[int\\]\\(\\$s-\\$k\\)\\)"
                    + "\\+'(?<body>[0-9a-f]+)'\\+\\('\\{0:x8\\}' -f"
                    + " \\[int\\]\\(\\$s-\\$k-(?<rest>\\d+)\\)\\)")
            .matcher(line);
    assertTrue(parts.find(), line);
    int marker = natT ? 4 : 0;
    String hex =
        (natT ? "00000000" : "")
            + parts.group("token")
            + "010200"
            + parts.group("zerosAndFields")
            + "%08x".formatted(bytes - marker)
            + parts.group("body")
            + "%08x".formatted(bytes - marker - Integer.parseInt(parts.group("rest")));
    byte[] sent = new byte[bytes];
    byte[] head = HexFormat.of().parseHex(hex);
    System.arraycopy(head, 0, sent, 0, head.length);
    return sent;
  }

  @Test
  void powerShellSendsTheRequestsThatIkelbKnows() {
    long token = HexFormat.fromHexDigitsToLong(TOKEN);
    for (boolean natT : new boolean[] {false, true}) {
      for (int bytes : Requests.SIZES) {
        ByteBuffer sent =
            ByteBuffer.wrap(sentByPowerShell(commands.powerShell(), bytes, natT))
                .position(natT ? 4 : 0)
                .slice();
        assertEquals(HeaderFault.NONE, HeaderRules.checkFromClient(sent, 0, sent.remaining()));
        IkeMessage message = IkeMessage.read(sent).orElseThrow();
        assertEquals(PayloadFault.NONE, message.fault(), message::describe);
        assertTrue(message.describe().contains("KE(KE_NONE) No V"), message::describe);
        assertEquals(Requests.message(Mark.spi(token, 1, 2, 0), RANDOM, sent.remaining()), sent);
      }
    }
  }

  @Test
  void powerShellGetsOneLineOfPrintableAscii() {
    assertTrue(commands.powerShell().matches("[ -~]+"), commands::powerShell);
    assertFalse(commands.powerShell().contains("%HOST%"));
  }

  @Test
  void theShellGetsOneArgumentInSingleQuotes() {
    String shell = commands.shell();
    assertTrue(shell.startsWith("python3 -c '\n") && shell.endsWith("\n'"), shell);
    assertEquals(2, shell.chars().filter(c -> c == '\'').count());
    assertFalse(shell.contains("\t") || shell.contains("!"), shell);
    assertFalse(Pattern.compile("%[A-Z]+%").matcher(shell + commands.powerShell()).find(), shell);
  }

  @Test
  void bracketsAndQuotesOfThePowerShellLineArePaired() {
    StringBuilder open = new StringBuilder();
    boolean single = false;
    boolean twice = false;
    for (char c : commands.powerShell().toCharArray()) {
      single ^= c == '\'' && !twice;
      twice ^= c == '"' && !single;
      if ("([{".indexOf(c) >= 0) {
        open.append(c);
      } else if (")]}".indexOf(c) >= 0) {
        char last = open.charAt(open.length() - 1);
        assertEquals(")]}".indexOf(c), "([{".indexOf(last), open::toString);
        open.setLength(open.length() - 1);
      }
    }
    assertFalse(single || twice);
    assertEquals("", open.toString());
  }
}
