package org.ikelb.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ikelb.api.view.AttemptOutcome;
import org.junit.jupiter.api.Test;

/** Rewrite the page with {@code -Dikelb.docs.write=true}. */
class EventsPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/events.md");

  private static final String INTRODUCTION =
      """
      # Events

      Generated from the code. What changes in the core of ikelb is one line in the log each, by the logger
      `org.ikelb.events`:

      ```
      event=gateway-health gateway=vpn/vpn1 from=up to=down sessions=17 probes="ike: 4500: no answer"
      ```

      A value with spaces, quotes, backslashes, `=` or control characters stands in quotes, with `\\"`, `\\\\`, `\\n`
      and `\\uXXXX` as in JSON; a list is separated by commas. With `ikelb.log.format=json` in
      `conf/framework.properties` the event is one JSON object instead, with the same keys; lists are arrays.

      Plugins get the same from EventAdmin: register an `org.osgi.service.event.EventHandler` for the topic, or for
      `org/ikelb/*`. Its properties are the keys below (numbers, booleans, strings, lists of strings), and `timestamp`,
      in milliseconds since 1970.

      ## The session log

      `session-established`, `session-ended` and `attempt-failed` are written by the logger `org.ikelb.sessions`, which
      is off: `ikelb log info org.ikelb.sessions` turns it on, `conf/logback.xml` turns it on for good. They name clients
      by their addresses: mind who may read the log. If sessions come and go faster than can be written, events are left
      out and counted in `events-lost`; traffic never waits for the log.
      """;

  @Test
  void theCommittedPageIsWhatTheCodeSays() throws IOException {
    String page = page();
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page, Files.readString(PAGE), PAGE + " is stale: rewrite it with -Dikelb.docs.write=true");
  }

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    EventType.all().forEach(type -> describe(type, page));
    page.append("\n## Why a session ended\n\n| reason | what it means |\n|---|---|\n");
    for (EndReason reason : EndReason.values()) {
      page.append("| `").append(reason.key()).append("` | ").append(reason.help()).append(" |\n");
    }
    page.append(
        "\n## What an attempt came to\n\n[Concepts](../concepts.md#what-an-attempt-comes-to) says");
    page.append(" more of each.\n\n| outcome | what it means |\n|---|---|\n");
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      page.append("| `").append(outcome.key()).append("` | ").append(outcome.help()).append(" |\n");
    }
    return page.toString();
  }

  private static String wrapped(String text) {
    return text.replaceAll("(.{1,120})(?: |$)", "$1\n").strip();
  }

  private static void describe(EventType type, StringBuilder page) {
    page.append("\n## ").append(type.name()).append("\n\n").append(wrapped(type.help()));
    page.append("\nLevel `").append(type.level()).append("`, topic `").append(type.topic());
    page.append("`.\n\n| key | unit | what it says |\n|---|---|---|\n");
    for (EventType.Key key : type.keys()) {
      page.append("| `").append(key.name()).append("` | ").append(key.unit()).append(" | ");
      page.append(key.help()).append(" |\n");
    }
  }
}
