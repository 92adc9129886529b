package org.ikelb.exporter.kit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Finding.Effect;

/**
 * Collects the findings of one export, each once, in the order in which they were made.
 *
 * <p>Not thread-safe.
 */
public final class Findings {
  private final Set<Finding> found = new LinkedHashSet<>();

  /** Notes what is left out. */
  public void lossy(String path, String text) {
    found.add(new Finding(Effect.LOSSY, path, text));
  }

  /** Notes what is done in another way. */
  public void changed(String path, String text) {
    found.add(new Finding(Effect.CHANGED, path, text));
  }

  /** Notes why nothing can be written. */
  public void refused(String path, String text) {
    found.add(new Finding(Effect.REFUSED, path, text));
  }

  public boolean areRefusing() {
    return found.stream().anyMatch(finding -> finding.effect() == Effect.REFUSED);
  }

  public List<Finding> toList() {
    return List.copyOf(found);
  }

  /** As comments, one line each, safe in every language whose comments begin with this mark. */
  public String comments(String mark) {
    StringBuilder comments = new StringBuilder();
    for (Finding finding : found) {
      String line = finding.effect() + " " + finding.path() + ": " + finding.text();
      comments.append(mark).append(' ').append(PlainText.comment(line)).append('\n');
    }
    return comments.toString();
  }
}
