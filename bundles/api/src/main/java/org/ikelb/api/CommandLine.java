package org.ikelb.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The verbs of the console, for other front ends: the same words, rules and answers.
 *
 * <p>Thread-safe; calls may block, so never from an event loop.
 */
@ProviderType
public interface CommandLine {
  /**
   * Runs a verb; never throws because of what it was asked.
   *
   * @param caller who asks; is refused what their role does not include
   * @param words the verb and what follows it: {@code "drain", "vpn/vpn1"}
   */
  Answer answer(Caller caller, List<String> words);

  /** Writes a value as answers are written. */
  String json(Object value);

  /**
   * What a verb answers.
   *
   * @param exit the exit code: 0 done, 1 refused, 2 not found, 3 partly done, 4 nothing runs
   * @param json one document, however it ended; {@code {"errors": [...]}} if nothing was done
   */
  record Answer(int exit, String json) {}
}
