package org.ikelb.diagnosis.policy.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that sets a policy: {@code Set-VpnConnectionIPsecConfiguration}, {@code
 * Set-VpnServerConfiguration} or {@code Set-VpnServerIPsecConfiguration}, which may go on in the
 * next line after a backtick. Other commands and comments are passed over. Pure functions.
 */
final class CommandLines {
  static final Pattern COMMAND =
      Pattern.compile(
          "Set-Vpn(?:ConnectionIPsec|Server|ServerIPsec)Configuration\\b",
          Pattern.CASE_INSENSITIVE);

  /** {@code -Confirm:$false}. */
  private static final Pattern SWITCHED =
      Pattern.compile("(-[A-Za-z]+):\\$(?:true|false)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD =
      Pattern.compile("\"([^\"]*)\"|'([^']*)'|(-[A-Za-z]+):|([^\\s\"';|]+)|([;|])");

  private static final String REVERT = "-RevertToDefault";

  /** Parameters that say nothing about algorithms; those with a value after them. */
  private static final List<String> VALUED =
      List.of(
          "-ConnectionName",
          "-Name",
          "-TunnelType",
          "-SALifeTimeSeconds",
          "-MMSALifeTimeSeconds",
          "-SADataSizeForRenegotiationKilobytes",
          "-IdleDisconnectSeconds",
          "-Ikev2Ports",
          "-SstpPorts",
          "-L2tpPorts",
          "-GrePorts",
          "-EncryptionType",
          "-CimSession",
          "-ThrottleLimit",
          "-ErrorAction");

  private static final List<String> SWITCHES =
      List.of(
          "-CustomPolicy",
          "-PassThru",
          "-Force",
          "-AllUserConnection",
          "-AsJob",
          "-WhatIf",
          "-Confirm",
          "-Verbose",
          REVERT);

  private CommandLines() {}

  private record Word(String text, int line) {
    boolean isParameter() {
      return text.startsWith("-");
    }
  }

  /**
   * Reads all such commands.
   *
   * @return whether one of them goes back to the default policy
   */
  static boolean read(String[] lines, WindowsValues values, Problems problems) {
    boolean reverted = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      Matcher command = COMMAND.matcher(line);
      if (!line.stripLeading().startsWith("#") && command.find()) {
        List<Word> words = new ArrayList<>();
        String rest = line.substring(command.end());
        while (add(rest, i + 1, words) && i + 1 < lines.length) {
          i++;
          rest = lines[i];
        }
        reverted |= take(words, values, problems);
      }
    }
    return reverted;
  }

  /** Adds the words of a line; whether the next line belongs to it. */
  private static boolean add(String line, int number, List<Word> words) {
    String text = SWITCHED.matcher(line.stripTrailing()).replaceAll("$1");
    boolean goesOn = text.endsWith("`");
    Matcher word = WORD.matcher(goesOn ? text.substring(0, text.length() - 1) : text);
    while (word.find()) {
      if (word.group(5) != null) {
        return false; // the next command
      }
      for (int group = 1; group <= 4; group++) {
        if (word.group(group) != null) {
          words.add(new Word(word.group(group), number));
        }
      }
    }
    return goesOn;
  }

  private static boolean take(List<Word> words, WindowsValues values, Problems problems) {
    boolean reverted = false;
    Iterator<Word> each = words.iterator();
    boolean named = false;
    while (each.hasNext()) {
      Word word = each.next();
      if (!word.isParameter()) {
        if (named) {
          problems.at(word.line, "a word without a parameter's name: write -DHGroup Group14");
        }
        named = true; // the connection may be named without -ConnectionName
        continue;
      }
      String name = word.text.substring(1);
      Optional<String> setting = WindowsValues.setting(name);
      if (setting.isPresent()) {
        Optional<Word> value = next(each);
        value.ifPresent(found -> values.take(setting.get(), found.text, found.line));
        if (value.isEmpty()) {
          problems.at(word.line, word.text + " needs a value");
        }
      } else if (isOneOf(VALUED, word)) {
        named |= name.equalsIgnoreCase("ConnectionName") || name.equalsIgnoreCase("Name");
        next(each);
      } else if (isOneOf(SWITCHES, word)) {
        reverted |= word.text.equalsIgnoreCase(REVERT);
      } else {
        problems.unknown(word.line, "the parameter", word.text, parameters());
      }
    }
    return reverted;
  }

  private static Optional<Word> next(Iterator<Word> each) {
    return each.hasNext() ? Optional.of(each.next()) : Optional.empty();
  }

  private static boolean isOneOf(List<String> names, Word word) {
    return names.stream().anyMatch(word.text::equalsIgnoreCase);
  }

  private static List<String> parameters() {
    List<String> all = new ArrayList<>();
    WindowsValues.names().forEach(name -> all.add("-" + name));
    all.addAll(VALUED);
    all.addAll(SWITCHES);
    return all;
  }
}
