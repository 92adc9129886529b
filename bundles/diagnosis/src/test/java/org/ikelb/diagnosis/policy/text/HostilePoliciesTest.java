package org.ikelb.diagnosis.policy.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.ikelb.api.Refused;
import org.ikelb.api.diagnosis.PolicyText;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file: it is read, or what is wrong with it is said. */
class HostilePoliciesTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> SAMPLES =
      List.of(
          PolicyReaderTest.LIST,
          PolicyReaderTest.COMMAND,
          PolicyReaderTest.PROFILE,
          PolicyReaderTest.SWANCTL);

  private final Random random = new Random();
  private int read;
  private int refused;

  @Test
  void nothingElseIsThrown() {
    for (int round = 0; round < ROUNDS; round++) {
      readOrRefuse(mutated(SAMPLES.get(random.nextInt(SAMPLES.size()))));
    }
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      readOrRefuse(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    assertTrue(read > ROUNDS / 100, read + " were read");
    assertTrue(refused > ROUNDS / 10, refused + " were refused");
  }

  @Test
  void allTruncatedSamplesAreReadOrRefused() {
    for (String sample : SAMPLES) {
      for (int length = 0; length < sample.length(); length++) {
        readOrRefuse(sample.substring(0, length));
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void longOnesAreReadInTime() {
    readOrRefuse("aes256-".repeat(140_000));
    readOrRefuse("a ".repeat(500_000));
    readOrRefuse("<a>".repeat(300_000));
    readOrRefuse("DHGroup : Group14\n".repeat(50_000));
    readOrRefuse("Set-VpnServerConfiguration " + "-DHGroup Group14 `\n".repeat(50_000));
    readOrRefuse("Set-VpnServerConfiguration \"" + "a".repeat(900_000));
    readOrRefuse("Set-VpnServerConfiguration " + "-aaaa".repeat(180_000));
    readOrRefuse(" ".repeat(999_990) + "x : y");
    assertTrue(refused >= 7);
  }

  private void readOrRefuse(String text) {
    try {
      PolicyReader.read(new PolicyText("policy", text));
      read++;
    } catch (Refused e) {
      refused++;
      assertTrue(!e.reasons().isEmpty() && e.reasons().size() <= 21);
      assertTrue(e.reasons().stream().noneMatch(String::isBlank));
    }
  }

  private String mutated(String sample) {
    StringBuilder text = new StringBuilder(sample);
    for (int change = random.nextInt(4); change > 0; change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, sample, 0, random.nextInt(sample.length()));
      }
    }
    return text.toString();
  }
}
