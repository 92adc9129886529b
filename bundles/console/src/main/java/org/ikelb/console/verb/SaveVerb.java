package org.ikelb.console.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.SafeChanges.Saved;
import org.ikelb.console.output.Answer;

/** Writes what runs to the topology file. */
final class SaveVerb implements Verb {
  private record Written(String file, Optional<String> previous) {}

  @Override
  public Syntax syntax() {
    return Syntax.writes(
        Role.ADMIN,
        "config save",
        "write what runs to the topology file, weights that were set since included",
        "copy the previous text back, which is kept beside it as FILE.previous");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    try {
      Saved saved = services.changes().save(services.author());
      Optional<String> kept = saved.previous().map(Path::toString);
      Answer answer = Answer.of(new Written(saved.file().toString(), kept));
      return kept.map(
              previous ->
                  answer
                      .with("wrote " + saved.file())
                      .with("to undo: cp " + previous + " " + saved.file()))
          .orElseGet(() -> answer.with(saved.file() + " says what runs"));
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    } catch (IOException e) {
      throw VerbFailed.refused("the topology file cannot be written, it is as it was: " + e);
    }
  }
}
