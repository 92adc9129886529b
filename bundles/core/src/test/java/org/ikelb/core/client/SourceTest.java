package org.ikelb.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

  @ParameterizedTest(name = "{0} and {1}: one source {2}")
  @CsvSource({
    "203.0.113.1,      203.0.113.1,                           true",
    "203.0.113.1,      203.0.113.2,                           false",
    "255.0.0.1,        127.0.0.1,                             false",
    "2001:db8:0:100::, 2001:db8:0:1ff:ffff:ffff:ffff:ffff,    true",
    "2001:db8:0:100::, 2001:db8:0:200::,                      false",
    "2001:db8::,       3001:db8::,                            false"
  })
  void isAnAddressOrAHomesNetwork(String one, String other, boolean same) {
    assertEquals(same, of(one).equals(of(other)));
  }

  private static Source of(String address) {
    return Source.of(new InetSocketAddress(address, 0).getAddress());
  }
}
