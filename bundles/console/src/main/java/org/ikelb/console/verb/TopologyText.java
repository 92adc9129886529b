package org.ikelb.console.verb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Wording;

/**
 * A topology file as read for a verb. Immutable.
 *
 * @param file which
 * @param reading what came of it
 */
record TopologyText(Path file, Reading reading) {
  static final String FILE = "FILE";
  static final String FILE_HELP = "the topology file; else the one that ikelb started with";

  /** Reads the file that was named, else the one that ikelb runs with. */
  static TopologyText read(Input input, Services services, Use use) throws VerbFailed {
    return read(input.file(FILE), services, use);
  }

  /** Reads this file, else the one that ikelb runs with. */
  static TopologyText read(Optional<Path> named, Services services, Use use) throws VerbFailed {
    TopologyFile reader = services.file();
    Path file = named.orElseGet(reader::location);
    try {
      return new TopologyText(file, reader.read(file, use));
    } catch (NoSuchFileException e) {
      throw VerbFailed.notFound("no file " + file.toAbsolutePath());
    } catch (IOException e) {
      throw VerbFailed.refused("cannot read " + file.toAbsolutePath() + ": " + e);
    }
  }

  /** What is valid, and cannot be meant so. */
  List<String> warnings() {
    return reading.warnings().stream().map(warning -> "warning: " + warning).toList();
  }

  /** All problems and their number; refused. */
  Answer problems() {
    List<Problem> problems = reading.problems();
    List<String> lines = new ArrayList<>(problems.stream().map(Problem::toString).toList());
    lines.add(Wording.count(problems.size(), "problem") + "; nothing was changed");
    return Answer.of(Map.of("problems", problems)).with(lines).failed(ExitCode.REFUSED);
  }
}
