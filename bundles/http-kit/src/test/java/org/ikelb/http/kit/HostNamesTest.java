package org.ikelb.http.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
  private static final HostNames NAMES =
      HostNames.of("balancer.example, LB", "https://console.example:8443/");

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8500,            true",
    "127.0.0.1,                 true",
    "10.0.0.5:9464,             true",
    "[::1]:8500,                true",
    "[2001:DB8::1],             true",
    "localhost,                 true",
    "LOCALHOST.:8500,           true",
    "a.localhost:8500,          true",
    "balancer.example:8500,     true",
    "Balancer.Example.,         true",
    "lb,                        true",
    "console.example,           true",
    "evil.example:8500,         false",
    "balancer.example.evil.org, false",
    "127.0.0.1.evil.example,    false",
    "localhost.evil.example,    false",
    "notlocalhost,              false",
    "[::1].evil.example,        false",
    "127.0.0.1:8500:8500,       false",
    "'',                        false"
  })
  void answersToAddressesLocalhostAndWhatIsConfigured(String host, boolean known) {
    assertEquals(known, NAMES.cover(Optional.of(host)));
  }

  @Test
  void whoSendsNoNameIsNoBrowser() {
    assertTrue(NAMES.cover(Optional.empty()));
  }

  @Test
  void anOriginThatIsNoneNamesNothing() {
    assertEquals(HostNames.of(), HostNames.of("", " , ", "https://^"));
  }
}
