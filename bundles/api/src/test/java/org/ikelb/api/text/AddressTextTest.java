package org.ikelb.api.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.10, 203.0.113.10",
    "::, ::",
    "::1, ::1",
    "2001:db8::, 2001:db8::",
    "fe80:0:0:0:0:0:0:0, fe80::",
    "2001:db8:0:0:0:0:0:10, 2001:db8::10",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8:0:1:10:100:0:1, 2001:db8:0:1:10:100:0:1"
  })
  void shortensAddressesAsRfc5952Says(String written, String shown) throws UnknownHostException {
    assertEquals(shown, AddressText.of(InetAddress.getByName(written)));
  }

  @Test
  void showsAScopeOnlyIfThereIsOne() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
    assertEquals("fe80::1", AddressText.of(Inet6Address.getByAddress("", bytes, 0)));
    assertEquals("fe80::1%3", AddressText.of(Inet6Address.getByAddress("", bytes, 3)));
  }

  @Test
  void putsIpv6InBracketsBeforeAPort() throws UnknownHostException {
    assertEquals("192.0.2.1:500", AddressText.endpoint(InetAddress.getByName("192.0.2.1"), 500));
    assertEquals(
        "[2001:db8::1]:4500", AddressText.endpoint(InetAddress.getByName("2001:db8::1"), 4500));
  }
}
