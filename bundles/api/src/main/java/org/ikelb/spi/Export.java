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
 * @param findings what is lost of this topology, or carried in another way than ikelb does it
 * @param alwaysSo what is so of the product whatever the topology says, in one paragraph, so that
 *     it is not a finding each time; empty if there is nothing to be said
 */
public record Export(List<Document> documents, List<Finding> findings, String alwaysSo) {

  public Export {
    documents = List.copyOf(documents);
    findings = List.copyOf(findings);
    Objects.requireNonNull(alwaysSo, "alwaysSo");
  }

  /** One that has nothing to say of the product. */
  public Export(List<Document> documents, List<Finding> findings) {
    this(documents, findings, "");
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
