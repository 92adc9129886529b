package org.ikelb.console.verb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ikelb.api.diagnosis.PolicyText;

/** Reads the file of a policy. Pure functions but for the file. */
final class PolicyFile {
  private static final int MOST_BYTES = 1_000_000;

  private PolicyFile() {}

  /** The file that an option names. */
  static Optional<PolicyText> read(Input input, String option) throws VerbFailed {
    Optional<Path> file = input.fileOption(option);
    return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
  }

  private static PolicyText read(Path file) throws VerbFailed {
    if (!Files.isRegularFile(file)) {
      throw VerbFailed.notFound("no file " + file.toAbsolutePath());
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw VerbFailed.refused(file + " has more than 1 MB: that is no policy");
      }
      return new PolicyText(file.toString(), text(bytes));
    } catch (IOException e) {
      throw VerbFailed.refused("cannot read " + file.toAbsolutePath() + ": " + e);
    }
  }

  /** Windows PowerShell writes UTF-16 into files, with a mark that says so. */
  static String text(byte... bytes) {
    if (startsWith(bytes, 0xff, 0xfe)) {
      return text(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return text(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return startsWith(bytes, 0xef, 0xbb, 0xbf)
        ? text(bytes, 3, StandardCharsets.UTF_8)
        : text(bytes, 0, StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes, int from, Charset charset) {
    return new String(bytes, from, bytes.length - from, charset);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
