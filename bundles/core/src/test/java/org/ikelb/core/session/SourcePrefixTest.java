package org.ikelb.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePrefixTest {

  @ParameterizedTest(name = "{0} and {1}: one source {2}")
  @CsvSource({
    "203.0.113.1,      203.0.113.1,                           true",
    "203.0.113.1,      203.0.113.2,                           false",
    "255.0.0.1,        127.0.0.1,                             false",
    "2001:db8:0:100::, 2001:db8:0:1ff:ffff:ffff:ffff:ffff,    true",
    "2001:db8:0:100::, 2001:db8:0:200::,                      false",
    "2001:db8::,       3001:db8::,                            false",
    "0.203.0.113,      ::cb00:7100:0:0:0,                     false"
  })
  void isAnAddressOrAHomesNetwork(String one, String other, boolean same) {
    assertEquals(same, of(one) == of(other));
  }

  private static long of(String address) {
    return SourcePrefix.of(new InetSocketAddress(address, 0).getAddress());
  }
}
