package org.ikelb.console.verb;

import org.ikelb.console.output.Answer;

/**
 * Something that can be typed. To add one, implement this and name it in {@link Verbs}.
 *
 * <p>Stateless and thread-safe; may block, but never for an event loop.
 */
interface Verb {
  /** Its name, arguments and options: the one declaration of them. */
  Syntax syntax();

  /**
   * Does it.
   *
   * @throws VerbFailed if it could not be done; the reasons are shown to the user
   */
  Answer run(Input input, Services services) throws VerbFailed;
}
