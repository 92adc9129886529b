package org.ikelb.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void writesAnArrayOfStrings() {
    assertEquals("[]", JsonLine.of(List.of()));
    assertEquals("[\"drain\",\"vpn/vpn1\"]", JsonLine.of(List.of("drain", "vpn/vpn1")));
  }

  @Test
  void escapesWhatWouldEndTheStringOrTheLine() {
    assertEquals("[\"a\\\"b\\\\c\\u000ad\\u0009e ü\"]", JsonLine.of(List.of("a\"b\\c\nd\te ü")));
  }
}
