package org.ikelb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void isTheMiddleOfAnOddNumberOfFigures() {
    assertEquals(new Median(2, 1, 9), Median.of(List.of(9.0, 1.0, 2.0)));
  }

  @Test
  void liesBetweenTheMiddleTwoOfAnEvenNumber() {
    assertEquals(new Median(2.5, 1, 9), Median.of(List.of(9.0, 1.0, 2.0, 3.0)));
  }

  @Test
  void isWrittenWithThreeDigits() {
    assertEquals("0.250", Median.digits(0.25));
    assertEquals("13.1", Median.digits(13.06));
    assertEquals("4012", Median.digits(4012.4));
  }
}
