package org.ikelb.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

  @ParameterizedTest(name = "{0} contains {1}: {2}")
  @CsvSource({
    "192.0.2.0/24,   192.0.2.255, true",
    "192.0.2.0/24,   192.0.3.0,   false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "0.0.0.0/0,      203.0.113.9, true",
    "0.0.0.0/0,      ::1,         false",
    "192.0.2.7,      192.0.2.7,   true",
    "192.0.2.7,      192.0.2.6,   false",
    "2001:db8::/33,  2001:db8:7fff::1, true",
    "2001:db8::/33,  2001:db8:8000::1, false"
  })
  void containsWhatAgreesInItsBits(String prefix, String address, boolean contained)
      throws Exception {
    assertEquals(contained, Prefix.parse(prefix).contains(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "example.org/8",
        "dead/8",
        "1.2.3/8",
        "1.2.3.4/33",
        "1.2.3.256/32",
        "1.2.3.0/",
        "1.2.3.0/-1",
        "::/129",
        "1.2.3.0/24/24",
        "::1%lo/128"
      })
  void refusesWhatIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));
  }

  @Test
  void proposesTheOneThatWasMeant() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse("192.0.2.7/24"));
    assertEquals("bits behind its length are set; did you mean \"192.0.2.0/24\"?", e.getMessage());
  }
}
