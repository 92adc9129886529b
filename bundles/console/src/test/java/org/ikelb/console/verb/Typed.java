package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;

/** Types lines into verbs as a test does. */
final class Typed {
  private Typed() {}

  static Output run(FakeIkelb ikelb, String... words) {
    return new Verbs().run(List.of(words), ikelb.services());
  }

  /** Standard output as one text. */
  static String out(FakeIkelb ikelb, String... words) {
    return String.join("\n", run(ikelb, words).out()) + "\n";
  }
}
