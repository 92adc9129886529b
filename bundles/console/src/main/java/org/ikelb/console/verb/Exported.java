package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;
import org.ikelb.spi.Export;
import org.ikelb.spi.Finding;

/**
 * One topology in one or more forms of a product, and how it is answered.
 *
 * @param product its name
 * @param source what was exported
 * @param forms in the order of the product
 */
record Exported(String product, String source, List<Written> forms) {

  Exported {
    forms = List.copyOf(forms);
  }

  /** One form. */
  record Written(String form, Export export) {}

  /** The shape of the answer as JSON. */
  private record Answered(String product, String source, List<AnsweredForm> forms) {}

  private record AnsweredForm(
      String form, List<AnsweredDocument> documents, List<Finding> findings, String alwaysSo) {}

  /**
   * A document.
   *
   * @param file its name, or where it was written
   * @param content absent if it was written
   */
  private record AnsweredDocument(String file, Optional<String> content) {}

  private record Refusal(List<String> errors, Answered export) {}

  boolean isRefused() {
    return forms.stream().anyMatch(written -> written.export().isRefused());
  }

  /** Why there is no export; nothing of it is shown. */
  Answer refusal() {
    List<String> errors =
        forms.stream()
            .flatMap(written -> written.export().findings().stream())
            .filter(finding -> finding.effect() == Finding.Effect.REFUSED)
            .distinct()
            .map(Exported::line)
            .toList();
    List<AnsweredForm> answered = forms.stream().map(w -> answered(w, List.of())).toList();
    return Answer.of(new Refusal(errors, new Answered(product, source, answered)))
        .with(remarks())
        .with("nothing was written");
  }

  /** The documents themselves. */
  Answer printed() throws VerbFailed {
    List<Export.Document> documents = forms.get(0).export().documents();
    if (documents.size() != 1) {
      throw VerbFailed.refused(
          "export: this form has "
              + count(documents.size(), "file")
              + "; name a directory for them with --out");
    }
    AnsweredForm answered =
        answered(
            forms.get(0),
            documents.stream()
                .map(d -> new AnsweredDocument(d.fileName(), Optional.of(d.content())))
                .toList());
    return Answer.of(new Answered(product, source, List.of(answered)))
        .with(documents.get(0).content().lines().toList());
  }

  /**
   * Where the documents are now.
   *
   * @param files by file name
   */
  Answer filed(Map<String, Path> files) {
    List<AnsweredForm> answered = new ArrayList<>();
    for (Written written : forms) {
      List<AnsweredDocument> documents =
          written.export().documents().stream()
              .map(d -> new AnsweredDocument(files.get(d.fileName()) + "", Optional.empty()))
              .toList();
      answered.add(answered(written, documents));
    }
    return Answer.of(new Answered(product, source, answered))
        .with(files.values().stream().map(file -> "wrote " + file).toList());
  }

  private static AnsweredForm answered(Written written, List<AnsweredDocument> documents) {
    Export export = written.export();
    return new AnsweredForm(written.form(), documents, export.findings(), export.alwaysSo());
  }

  /** The findings, each once, how many there are, and what is always so. */
  List<String> remarks() {
    Map<Finding, List<String>> findings = new LinkedHashMap<>();
    for (Written written : forms) {
      for (Finding finding : written.export().findings()) {
        findings.computeIfAbsent(finding, f -> new ArrayList<>()).add(written.form());
      }
    }
    List<String> lines = new ArrayList<>();
    findings.forEach(
        (finding, of) -> lines.add(line(finding) + (of.size() < forms.size() ? " " + of : "")));
    forms.stream()
        .map(written -> written.export().alwaysSo())
        .filter(paragraph -> !paragraph.isEmpty())
        .distinct()
        .forEach(paragraph -> lines.add("always so: " + paragraph));
    lines.add(product + ", from " + source + ": " + count(findings.size(), "finding"));
    return lines;
  }

  private static String line(Finding finding) {
    String source = finding.source().isEmpty() ? "" : " (" + finding.source() + ")";
    return Wording.word(finding.effect()) + " " + finding.path() + ": " + finding.text() + source;
  }
}
