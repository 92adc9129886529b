package org.ikelb.config.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedTest {
  @Test
  void staysOnOneLineWhateverTheName() {
    assertEquals("\"a\\u000ab\\u001b\"", Quoted.name("a\nb\u001b"));
    assertEquals(60 + "...".length(), Quoted.printable("x".repeat(1000)).length());
  }

  @Test
  void asksForTheNearestNameIfThereIsOne() {
    assertEquals("; did you mean \"vpn\"?", Quoted.nearest("VPN", List.of("vpn", "office")));
    assertEquals("", Quoted.nearest("home", List.of("vpn", "office")));
  }
}
