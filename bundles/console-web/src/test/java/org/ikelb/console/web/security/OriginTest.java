package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  private static final String OWN = "http://127.0.0.1:8500";

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
    "nonsense,    http://127.0.0.1:8500,  true"
  })
  void onlyItsOwnPagesAndProgramsAreNotForeign(String site, String origin, boolean foreign) {
    Origin from = new Origin(Optional.ofNullable(site), Optional.ofNullable(origin), OWN);

    assertEquals(foreign, from.isForeign());
  }
}
