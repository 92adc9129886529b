package org.ikelb.diagnosis.policy.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ikelb.api.Refused;
import org.ikelb.api.log.LogText;
import org.ikelb.api.text.NearestName;

/**
 * All that is wrong with a policy's text, with file and line.
 *
 * <p>Not thread-safe.
 */
final class Problems {
  private static final int MOST = 20;

  private final String file;
  private final List<String> found = new ArrayList<>();
  private int leftOut;

  Problems(String file) {
    this.file = file;
  }

  /** Something is wrong in a line, counted from 1. */
  void at(int line, String what) {
    add(file + ":" + line + ": " + what);
  }

  /** Something is wrong with all of it. */
  void add(String what) {
    if (found.size() < MOST) {
      found.add(what.startsWith(file) ? what : file + ": " + what);
    } else {
      leftOut++;
    }
  }

  /** A word is none of those that it can be. */
  void unknown(int line, String what, String word, Collection<String> known) {
    String hint =
        NearestName.of(word, known)
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElseGet(() -> "; there is " + String.join(", ", known));
    at(line, what + " \"" + LogText.of(word) + "\" is not known" + hint);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws all of them, if there are any. */
  void refuse() throws Refused {
    if (!found.isEmpty()) {
      List<String> all = new ArrayList<>(found);
      if (leftOut > 0) {
        all.add("and " + leftOut + " more");
      }
      throw new Refused(all);
    }
  }
}
