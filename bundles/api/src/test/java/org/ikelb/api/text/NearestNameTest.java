package org.ikelb.api.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

  /** One mistake in a document of many names must not cost as much as all of them squared. */
  @Test
  void looksAtTheFirstOfVeryManyNamesOnly() {
    AtomicInteger looked = new AtomicInteger();
    Iterator<String> endless =
        Stream.generate(() -> "gw" + looked.incrementAndGet()).limit(1_000_000).iterator();
    var names =
        new AbstractCollection<String>() {
          @Override
          public Iterator<String> iterator() {
            return endless;
          }

          @Override
          public int size() {
            return 1_000_000;
          }
        };

    assertEquals(Optional.of("gw7"), NearestName.of("gw7x", names));
    assertTrue(looked.get() <= 201, () -> "looked at " + looked);
  }

  @Test
  void countsSwappedLettersOnce() {
    assertEquals(1, NearestName.distance("magelv", "maglev"));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(4, NearestName.distance("", "name"));
  }
}
