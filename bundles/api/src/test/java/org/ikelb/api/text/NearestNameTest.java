package org.ikelb.api.text;

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
    "gate, gateways",
    "MAXS, maxSessions",
    "pol, pool",
    "something, ",
    "p, "
  })
  void isTheOneWithFewMistakesOrNotWrittenToItsEnd(String written, String meant) {
    List<String> names = List.of("ike", "pool", "method", "maglev", "gateways", "maxSessions");
    assertEquals(Optional.ofNullable(meant), NearestName.of(written, names));
  }

  @Test
  void inAnotherCaseGoesBeforeWhatOnlyBeginsSo() {
    assertEquals(Optional.of("vpn"), NearestName.of("VPN", List.of("vpn2", "vpn")));
  }

  @Test
  void ofEquallyNearOnesIsTheFirst() {
    assertEquals(Optional.of("gw2"), NearestName.of("gw9", List.of("gw2", "gw1")));
  }

  @Test
  void isNeverWhatWasWritten() {
    assertEquals(Optional.empty(), NearestName.of("vpn", List.of("vpn")));
  }

  @Test
  void countsSwappedLettersOnce() {
    assertEquals(1, NearestName.distance("magelv", "maglev"));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(4, NearestName.distance("", "name"));
  }
}
