package org.ikelb.ike.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Like IkeFuzzTest, for capture files; with JAZZER_FUZZ=1 one class can be run at a time. */
@Tag("slow")
class PcapFuzzTest {

  static Stream<byte[]> realFiles() {
    return Captures.names().stream().map(PcapFuzzTest::file);
  }

  @MethodSource("realFiles")
  @FuzzTest(maxDuration = "20s")
  void noFileBreaksAnything(byte[] file) {
    try {
      PcapReader reader = new PcapReader(new ByteArrayInputStream(file));
      Optional<CapturedDatagram> next = reader.next();
      while (next.isPresent()) {
        next = reader.next();
      }
    } catch (IOException expected) {
      // The right answer to a damaged file.
    }
  }

  private static byte[] file(String capture) {
    try (var in = Captures.open(capture)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
