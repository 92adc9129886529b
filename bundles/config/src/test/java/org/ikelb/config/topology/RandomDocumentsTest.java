package org.ikelb.config.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text: a topology without problems or problems without a topology, inside the text.
 */
@Tag("slow")
class RandomDocumentsTest {
  private static final long SEED = 20_261_123;
  private static final int ROUNDS = 5_000;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "//",
          "/*",
          "*/",
          "\n",
          "\\",
          "\\u12",
          "null",
          "true",
          "-0",
          "1e400",
          "99999999999999999999",
          "0.5",
          "\"version\"",
          "\"type\"",
          "\"a\"",
          "é",
          "\uD83D",
          "\u0000",
          "'",
          "#",
          "\"::1\"",
          "\"5s\"",
          "{}",
          "[[[[[[",
          "\"pool\": {}");

  @Test
  void ofPiecesAreReadWithoutAnException() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      check(text.toString());
    }
  }

  @Test
  void mutatedFromAValidOneAreReadWithoutAnException() throws IOException {
    Random random = new Random(SEED);
    List<String> originals = List.of(Documents.VALID, Documents.shipped("ikelb.json"));
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(originals.get(round % originals.size()));
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        mutate(text, random);
      }
      refused += check(text.toString()) ? 0 : 1;
    }
    assertTrue(refused > ROUNDS / 4, "mutations hardly ever break a document: " + refused);
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(8));
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 2 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
      default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
    }
  }

  private static boolean check(String text) {
    Use use = text.length() % 2 == 0 ? Use.RUN : Use.START;
    Reading reading = Documents.read(text, use);
    assertEquals(reading.topology().isEmpty(), !reading.problems().isEmpty(), text);
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    for (Problem problem : reading.problems()) {
      assertTrue(1 <= problem.line() && problem.line() <= lines, () -> problem + " in " + text);
      assertTrue(problem.column() >= 1, () -> problem + " in " + text);
      assertTrue(problem.toString().lines().count() == 1, () -> problem + " in " + text);
    }
    return reading.topology().isPresent();
  }
}
