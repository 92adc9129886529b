package org.ikelb.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.Verdict.Remedy;
import org.ikelb.diagnosis.verdict.Cause;
import org.ikelb.diagnosis.verdict.Remedies;
import org.ikelb.diagnosis.verdict.WindowsError;
import org.junit.jupiter.api.Test;

/** Rewrite the page with {@code -Dikelb.docs.write=true}. */
class CausesPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/causes.md");

  @Test
  void listsEveryCauseWithItsRemediesAndEveryErrorWithItsSource() throws IOException {
    String page =
        """
        # Causes of failed logins

        <!-- Generated from the code: `mvn -pl bundles/diagnosis -am test -Dikelb.docs.write=true` -->

        What `ikelb failures` and `ikelb diagnose` may name. [Troubleshoot](../troubleshoot.md) begins with what the user sees.

        ## Errors of Windows clients

        | number | constant | means | source |
        |---|---|---|---|
        %s

        ## Causes and remedies

        `NAME` stands for the name of the client's connection.

        %s"""
            .formatted(errors(), causes());
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page, Files.readString(PAGE), PAGE + " is stale: rewrite it with -Dikelb.docs.write=true");
  }

  private static String errors() {
    return Stream.of(WindowsError.values())
        .map(
            error ->
                "| %d | `%s` | %s | <%s> |"
                    .formatted(
                        error.number(), error.constant(), error.meaning(), error.source().page()))
        .collect(Collectors.joining("\n"));
  }

  private static String causes() {
    return Stream.of(Cause.values()).map(CausesPageTest::cause).collect(Collectors.joining("\n"));
  }

  private static String cause(Cause cause) {
    StringBuilder text = new StringBuilder("### " + cause.key() + "\n\n");
    text.append(wrapped(cause.title())).append("\n");
    if (!cause.windowsErrors().isEmpty()) {
      String numbers =
          cause.windowsErrors().stream()
              .map(error -> String.valueOf(error.number()))
              .collect(Collectors.joining(" or "));
      text.append("\nA Windows client may show ").append(numbers).append(".\n");
    }
    for (Remedy remedy : Remedies.of(cause)) {
      text.append("\n")
          .append(wrapped("**" + remedy.where() + "**: " + remedy.what()))
          .append("\n");
      if (!remedy.commands().isEmpty()) {
        text.append("\n```\n");
        remedy.commands().forEach(command -> text.append(command).append("\n"));
        text.append("```\n");
      }
    }
    return text.toString();
  }

  /** In lines of a page's width. */
  private static String wrapped(String sentence) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : sentence.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > 118) {
        text.append("\n");
        column = 0;
      } else if (column > 0) {
        text.append(" ");
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }
}
