package org.ikelb.spi;

import java.util.List;
import java.util.Objects;

/**
 * What an exporter wrote.
 *
 * <p>Immutable and thread-safe.
 *
 * @param documents in the order in which they are to be used; at least one, unless a finding
 *     refuses the export
 * @param findings all that the documents cannot carry, or carry in another way than ikelb
 */
public record Export(List<Document> documents, List<Finding> findings) {

  public Export {
    documents = List.copyOf(documents);
    findings = List.copyOf(findings);
  }

  /** Whether a finding refuses it: then nothing is to be used. */
  public boolean isRefused() {
    return findings.stream().anyMatch(finding -> finding.effect() == Finding.Effect.REFUSED);
  }

  /**
   * A text for one file.
   *
   * @param fileName flat: letters, digits, dots, dashes; unique in the export
   * @param content with newlines as the product wants them
   */
  public record Document(String fileName, String content) {
    public Document {
      Objects.requireNonNull(fileName, "fileName");
      Objects.requireNonNull(content, "content");
    }
  }
}
