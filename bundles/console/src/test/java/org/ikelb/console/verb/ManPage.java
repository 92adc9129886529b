package org.ikelb.console.verb;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.console.output.ExitCode;

/** Writes the manual page of bin/ikelb from the declarations of the verbs; see man(7). */
final class ManPage {
  private static final String HEAD =
      """
      .\\" Generated from the verbs of bundles/console; do not edit.
      .TH IKELB 1 "" "ikelb" "ikelb"
      .SH NAME
      ikelb \\- a load balancer for IKEv2 VPN
      .SH SYNOPSIS
      .B ikelb
      .I COMMAND
      [\\fIARGUMENTS\\fR]
      .SH DESCRIPTION
      Starts ikelb, or speaks to the one that runs, over its control socket (mode 0600: only the user
      that ikelb runs as, and root), or over the one that ikelb.control.socket names in
      conf/framework.properties, where each command needs a role. In an OSGi shell the same command is \\fBikelb:\\fICOMMAND\\fR.
      .PP
      Every command below takes
      .BR \\-\\-json ,
      which answers with one JSON document on standard output however the command ended, and
      .BR \\-\\-help .
      Options are written
      .B \\-\\-name value
      or
      .BR \\-\\-name=value .
      The pool in POOL/GATEWAY may be left out while the gateway's name is unique.
      .SH STARTING
      .TP
      .BR run " [\\-\\-last\\-good] [FILE]"
      balances, in the foreground, as FILE says (else conf/ikelb.json), or as the topology says that was
      confirmed last
      .TP
      .B demo
      the same on loopback, with simulated gateways and clients; needs no root
      .TP
      .B version
      says which ikelb this is
      .SH COMMANDS
      .BR check ,
      .B doctor
      and
      .B export
      need no running ikelb.
      """;

  private static final String FOOT =
      """
      .SH ENVIRONMENT
      .TP
      .B JAVA_HOME
      the Java to use, 17 or newer; else the one in PATH
      .TP
      .B IKELB_JAVA_OPTS
      more options for the JVM of run and demo
      .TP
      .B IKELB_STATE
      the state directory, with the control socket; else state/ beside bin/
      .TP
      .B IKELB_SOCKET
      the control socket to ask; else the one that this user may use
      .SH FILES
      .TP
      .I conf/ikelb.json
      the topology
      .TP
      .I ~/.ikelb_history
      what was typed into
      .B ikelb shell
      """;

  private ManPage() {}

  static String of(List<Syntax> syntaxes) {
    String codes =
        Stream.of(ExitCode.values())
            .map(code -> item(String.valueOf(code.number()), code.meaning()))
            .collect(Collectors.joining());
    return HEAD
        + syntaxes.stream().map(ManPage::command).collect(Collectors.joining())
        + ".SH EXIT STATUS\n"
        + codes
        + FOOT;
  }

  private static String command(Syntax syntax) {
    StringBuilder text = new StringBuilder();
    text.append(".SS ").append(escaped(syntax.usage().replace(" [--json]", ""))).append('\n');
    text.append(line(syntax.summary() + "."));
    syntax.undo().ifPresent(undo -> text.append(line("To undo: " + undo + ".")));
    text.append(line("Role: " + Phrases.roles(syntax) + "."));
    syntax.arguments().forEach(word -> text.append(item(word.name(), word.help())));
    syntax.options().forEach(word -> text.append(item(word.toString(), word.help())));
    return text.toString();
  }

  private static String item(String word, String help) {
    return ".TP\n.B " + escaped(word) + "\n" + line(help);
  }

  /** A line that starts with a dot or an apostrophe would be a request. */
  private static String line(String text) {
    return (text.startsWith(".") || text.startsWith("'") ? "\\&" : "") + escaped(text) + "\n";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
