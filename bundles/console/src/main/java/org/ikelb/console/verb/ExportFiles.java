package org.ikelb.console.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.ikelb.spi.Export;

/** Writes documents into a directory, replacing older ones of the same names. */
final class ExportFiles {
  private static final Pattern FLAT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

  private ExportFiles() {}

  /**
   * Writes all documents.
   *
   * @param directory made if it does not exist
   * @return the files by the documents' names
   * @throws VerbFailed if a name is none, before anything is written; or a file cannot be written
   */
  static Map<String, Path> write(Path directory, Exported exported) throws VerbFailed {
    Map<String, String> contents = new LinkedHashMap<>();
    for (Exported.Written written : exported.forms()) {
      for (Export.Document document : written.export().documents()) {
        String name = document.fileName();
        if (!FLAT.matcher(name).matches() || contents.put(name, document.content()) != null) {
          throw VerbFailed.refused(
              "the exporter " + exported.product() + " names a file badly, or twice: " + name);
        }
      }
    }
    Map<String, Path> files = new LinkedHashMap<>();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> content : contents.entrySet()) {
        files.put(content.getKey(), write(directory, content.getKey(), content.getValue()));
      }
      return files;
    } catch (IOException e) {
      throw VerbFailed.refused(
          "cannot write into "
              + directory.toAbsolutePath()
              + ": "
              + e
              + "; written until then: "
              + files.values());
    }
  }

  /** By a new file that takes the place of the old one, so that nobody reads half a document. */
  private static Path write(Path directory, String name, String content) throws IOException {
    Path unfinished = Files.createTempFile(directory, "." + name, "");
    try {
      Files.writeString(unfinished, content);
      return Files.move(
          unfinished,
          directory.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
