package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {
  private final LoginThrottle throttle = new LoginThrottle();

  @Test
  void anIpv6NetworkIsOnePlace() {
    for (int i = 0; i < 5; i++) {
      throttle.failed("2001:db8:0:1::" + i, "name " + i, 0);
    }

    assertFalse(throttle.wait("2001:db8:0:1:ffff::1", "anna", 0).isZero());
    assertTrue(throttle.wait("2001:db8:0:2::1", "anna", 0).isZero());
  }

  @Test
  void aNameIsGuessedForFromManyPlacesOnlySoOften() {
    for (int i = 0; i < 20; i++) {
      assertTrue(throttle.wait("192.0.2." + i, "anna", 0).isZero());
      throttle.failed("192.0.2." + i, "anna", 0);
    }

    assertFalse(throttle.wait("198.51.100.1", "anna", 0).isZero());
    assertTrue(throttle.wait("198.51.100.1", "bert", 0).isZero());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,                 192.0.2.7",
    "::ffff:192.0.2.7,          192.0.2.7",
    "2001:db8::7,               20010db800000000",
    "2001:db8:0:0:1:2:3:4,      20010db800000000",
    "fe80::1%eth-unheard-of,    fe80::1%eth-unheard-of"
  })
  void aPlaceIsAnAddressOrANetwork(String address, String place) {
    assertEquals(place, LoginThrottle.place(address));
  }
}
