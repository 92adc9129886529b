package org.ikelb.config.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "metod, method",
    "magelv, maglev",
    "IKE, ike",
    "maxsession, maxSessions",
    "gatway, gateways",
    "pol, pool",
    "something, ",
    "p, "
  })
  void isTheOneWithFewMistakes(String written, String meant) {
    List<String> names = List.of("ike", "pool", "method", "maglev", "gateways", "maxSessions");
    assertEquals(Optional.ofNullable(meant), NearestName.of(written, names));
  }

  @Test
  void countsSwappedLettersOnce() {
    assertEquals(1, NearestName.distance("magelv", "maglev"));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(4, NearestName.distance("", "name"));
  }

  @Test
  void staysOnOneLineWhateverTheName() {
    assertEquals("\"a\\u000ab\\u001b\"", Quoted.name("a\nb\u001b"));
    assertEquals(60 + "...".length(), Quoted.printable("x".repeat(1000)).length());
  }
}
