package org.ikelb.example.clientlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientListTest {
  private final ClientList list =
      ClientList.of(
          List.of(
              "# who may come",
              "",
              "allow 192.0.2.0/24   # the office",
              "block 192.0.2.66",
              "block 2001:db8::/32",
              "allow 2001:db8:1::/48"));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "192.0.2.1,      ALLOW",
    "192.0.2.66,     BLOCK",
    "198.51.100.1,   BLOCK",
    "2001:db8::1,    BLOCK",
    "2001:db8:1::1,  ALLOW"
  })
  void theLongestPrefixDecides(String client, Listing listing) throws Exception {
    assertEquals(listing, list.of(InetAddress.getByName(client), Listing.BLOCK));
  }

  @Test
  void whoIsNotListedIsTreatedAsTheSettingsSay() throws Exception {
    assertEquals(Listing.ALLOW, list.of(InetAddress.getByName("198.51.100.1"), Listing.ALLOW));
  }

  @Test
  void namesTheLineThatIsWrong() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ClientList.of(List.of("allow 192.0.2.0/24", "block example.org")));
    assertTrue(e.getMessage().startsWith("line 2, \"block example.org\": "), e.getMessage());
  }
}
