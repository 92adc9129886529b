package org.ikelb.example.command;

import java.util.List;
import org.ikelb.spi.Setting;

/** What to run, and what its warning means. */
record CommandSettings(
    @Setting(
            help =
                "The program and its arguments, no shell; {address} and {gateway} are those of the"
                    + " gateway.")
        List<String> command,
    @Setting(
            help = "What exit code 1 (warning) means: up, or full, which keeps new sessions away.",
            defaultValue = "up")
        OnWarning onWarning) {

  /** What a warning means. */
  enum OnWarning {
    UP,
    FULL
  }

  CommandSettings {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("\"command\" must name a program");
    }
  }
}
