package org.ikelb.console.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "1234567, 1.2 MB",
    "9223372036854775807, 9223.4 PB"
  })
  void bytesHaveUnitsOfAThousand(long bytes, String text) {
    assertEquals(text, Wording.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0s",
    "PT0.9S, 0s",
    "PT59S, 59s",
    "PT1M, 1m",
    "PT61S, 1m1s",
    "PT1H1S, 1h",
    "PT76H3M, 3d4h"
  })
  void agesHaveTheirTwoLargestUnits(Duration age, String text) {
    assertEquals(text, Wording.age(age));
  }

  @Test
  void numbersAndNounsAgree() {
    assertEquals("0 gateways", Wording.count(0, "gateway"));
    assertEquals("1 gateway", Wording.count(1, "gateway"));
    assertEquals("1,204 gateways", Wording.count(1204, "gateway"));
  }

  @Test
  void aTableAlignsItsColumns() {
    Table table =
        Table.withHeader("NAME", ">COUNT", "NOTE").row("a", "1", "").row("long name", "1,000", "n");
    assertEquals(
        List.of("NAME       COUNT  NOTE", "a              1", "long name  1,000  n"),
        table.lines());
  }

  @Test
  void aTableRefusesARowOfAnotherLength() {
    Table table = Table.withHeader("NAME", "COUNT");
    assertThrows(IllegalArgumentException.class, () -> table.row("a"));
  }
}
