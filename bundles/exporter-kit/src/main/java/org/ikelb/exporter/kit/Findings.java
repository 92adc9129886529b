package org.ikelb.exporter.kit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ikelb.spi.Export;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Finding.Effect;

/**
 * Collects what must be known of one export, each once, in the order in which it was found: what is
 * lost of this topology, and what is always so of the product. Nothing is said without the page
 * that it rests on.
 *
 * <p>Not thread-safe.
 */
public final class Findings {
  private static final int LINE = 100;

  private final Set<Finding> found = new LinkedHashSet<>();
  private final Set<String> always = new LinkedHashSet<>();

  /** Notes what is left out. */
  public void lossy(Source source, String path, String text) {
    found.add(new Finding(Effect.LOSSY, path, text, source.key()));
  }

  /** Notes what is done in another way. */
  public void changed(Source source, String path, String text) {
    found.add(new Finding(Effect.CHANGED, path, text, source.key()));
  }

  /** Notes why nothing can be written. */
  public void refused(Source source, String path, String text) {
    found.add(new Finding(Effect.REFUSED, path, text, source.key()));
  }

  /**
   * Notes what is so of the product whatever the topology says.
   *
   * @param sentence ends with a full stop
   */
  public void always(Source source, String sentence) {
    String unstopped = sentence.substring(0, sentence.length() - 1);
    always.add(unstopped + " (" + source.key() + ").");
  }

  public boolean areRefusing() {
    return found.stream().anyMatch(finding -> finding.effect() == Effect.REFUSED);
  }

  public List<Finding> toList() {
    return List.copyOf(found);
  }

  /** What is always so, in one paragraph. */
  public String alwaysSo() {
    return String.join(" ", always);
  }

  /** The export of these documents; of none if there is a reason to refuse it. */
  public Export export(List<Export.Document> documents) {
    return new Export(areRefusing() ? List.of() : documents, toList(), alwaysSo());
  }

  /** As comments, safe in every language whose comments begin with this mark. */
  public String comments(String mark) {
    StringBuilder comments = new StringBuilder();
    for (Finding finding : found) {
      comment(
          comments,
          mark,
          finding.effect()
              + " "
              + finding.path()
              + ": "
              + finding.text()
              + " ("
              + finding.source()
              + ")");
    }
    if (!always.isEmpty()) {
      wrapped("Always so: " + alwaysSo()).forEach(line -> comment(comments, mark, line));
    }
    return comments.toString();
  }

  private static void comment(StringBuilder comments, String mark, String line) {
    comments.append(mark).append(' ').append(PlainText.comment(line)).append('\n');
  }

  private static List<String> wrapped(String paragraph) {
    return paragraph.replaceAll("(.{1," + LINE + "})( |$)", "$1\n").lines().toList();
  }
}
