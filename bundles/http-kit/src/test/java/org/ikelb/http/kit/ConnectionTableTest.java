package org.ikelb.http.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
  private static final String ANNA = "192.0.2.1";
  private static final String BERT = "192.0.2.2";
  private static final String CARL = "192.0.2.3";

  private final ConnectionTable<String> table = new ConnectionTable<>(4, 3);

  private Optional<String> add(String connection, String from) throws Exception {
    return table.add(connection, InetAddress.getByName(from));
  }

  @Test
  void theEldestOfOnesOwnPlaceGivesWayFirst() throws Exception {
    add("b1", BERT);
    add("a1", ANNA);
    add("a2", ANNA);
    assertEquals(Optional.empty(), add("a3", ANNA));
    assertEquals(Optional.of("a1"), add("a4", ANNA));
    assertEquals(Set.of("b1", "a2", "a3", "a4"), table.all());
  }

  @Test
  void whereAllPlacesAreTakenTheEldestOfThatWithMostGivesWay() throws Exception {
    add("b1", BERT);
    add("a1", ANNA);
    add("a2", ANNA);
    add("a3", ANNA);
    assertEquals(Optional.of("a1"), add("c1", CARL));
    assertEquals(4, table.size());
  }

  @Test
  void whoeverHasOneAddressOfANetworkHasAll() throws Exception {
    add("1", "2001:db8::1");
    add("2", "2001:db8::2");
    add("3", "2001:db8::3");
    assertEquals(Optional.of("1"), add("4", "2001:db8::4"));
    assertEquals(Optional.empty(), add("5", "2001:db8:0:1::1"));
  }

  @Test
  void whatWasClosedMakesRoomOnceOnly() throws Exception {
    add("a1", ANNA);
    add("a2", ANNA);
    add("a3", ANNA);
    table.remove("a2");
    table.remove("a2");
    assertEquals(Optional.empty(), add("a4", ANNA));
    assertEquals(Optional.of("a1"), add("a5", ANNA));
  }

  @Test
  void nobodyHoldsMoreThanTheLimitsWhateverComesAndGoes() throws Exception {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < 10_000; i++) {
      add("c" + i, "192.0.2." + random.nextInt(6));
      if (random.nextInt(3) == 0) {
        table.remove("c" + (i - random.nextInt(4)));
      }
      int size = table.size();
      assertEquals(size, table.all().size());
      assertEquals(true, size <= 4, () -> size + " connections");
    }
  }
}
