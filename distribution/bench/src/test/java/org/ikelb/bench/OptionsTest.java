package org.ikelb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void measuresEverythingFiveTimesIfNothingIsSaid() {
    Options options = Options.of();
    assertEquals(5, options.runs());
    assertEquals(Scenario.all(), options.scenarios());
  }

  @Test
  void measuresOnlyWhatIsNamed() {
    Options options = Options.of("--runs", "7", "mice", "--seconds", "2", "memory");
    assertEquals(7, options.runs());
    assertEquals(2_000, options.millis());
    assertEquals(
        List.of("mice", "memory"), options.scenarios().stream().map(Scenario::name).toList());
  }

  @Test
  void saysWhatItDoesNotKnow() {
    for (List<String> wrong : List.of(List.of("mcie"), List.of("--runs", "0"), List.of("--runs"))) {
      Exception refused =
          assertThrows(
              IllegalArgumentException.class, () -> Options.of(wrong.toArray(String[]::new)));
      assertTrue(refused.getMessage().contains(wrong.get(0)), refused.getMessage());
    }
  }
}
