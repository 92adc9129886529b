package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  private static final Set<String> OWN = Set.of("http://127.0.0.1:8500", "https://lb.example");

  @ParameterizedTest
  @CsvSource({
    ",            ,                       false", // curl
    "same-origin, http://127.0.0.1:8500,  false",
    "none,        ,                       false",
    "same-site,   http://127.0.0.1:9000,  true",
    "cross-site,  https://evil.example,   true",
    "cross-site,  ,                       true",
    ",            https://127.0.0.1:8500, true",
    ",            http://127.0.0.1:85000, true",
    ",            null,                   true",
    "same-origin, https://lb.example,     false", // TLS ends in front of ikelb
    "same-origin, http://lb.example,      true",
    "cross-site,  https://lb.example,     true",
    "nonsense,    http://127.0.0.1:8500,  true"
  })
  void onlyItsOwnPagesAndProgramsAreNotForeign(String site, String origin, boolean foreign) {
    Origin from = new Origin(Optional.ofNullable(site), Optional.ofNullable(origin), OWN);

    assertEquals(foreign, from.isForeign());
  }

  @Test
  void furtherOwnOriginsAreListedInASetting() {
    assertEquals(
        Set.of("https://lb.example", "https://b:8443"),
        Gate.origins(" https://lb.example/, https://b:8443"));
    assertEquals(Set.of(), Gate.origins(""));
  }
}
