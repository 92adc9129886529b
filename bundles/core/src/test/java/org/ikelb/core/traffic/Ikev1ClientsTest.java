package org.ikelb.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class Ikev1ClientsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ikev1Clients clients = new Ikev1Clients();
  private long now = -7 * MINUTE;

  private void add(int address) {
    try {
      byte[] bytes = {10, 0, (byte) (address >>> 8), (byte) address};
      clients.add(InetAddress.getByAddress(bytes), now);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private String said() {
    return clients.describe(now).orElse("nothing").replaceFirst(": L2TP.*", "");
  }

  @Test
  void nobodySpeaksItAtFirst() {
    assertEquals(Optional.empty(), clients.describe(now));
  }

  @Test
  void messagesAndAddressesOfTheLastHourAreCounted() {
    add(1);
    assertEquals(
        "1 message of IKEv1 from 1 address in the last hour, the last from 10.0.0.1", said());
    add(1);
    add(2);
    assertEquals(
        "3 messages of IKEv1 from 2 addresses in the last hour, the last from 10.0.0.2", said());
    assertTrue(clients.describe(now).orElseThrow().contains("-TunnelType Ikev2"));
  }

  @Test
  void theyAreForgottenAfterAnHour() {
    add(1);
    now += 59 * MINUTE;
    add(2);
    assertTrue(said().startsWith("2 messages of IKEv1 from 2 addresses"), said());
    now += MINUTE;
    assertTrue(said().startsWith("1 message of IKEv1 from 1 address"), said());
    now += 59 * MINUTE;
    assertEquals("nothing", said());
    now += 100 * 60 * MINUTE;
    assertEquals("nothing", said());
  }

  @Test
  void addressesBeyondAThousandAreOnlyCountedAsMessages() {
    for (int i = 0; i < 5_000; i++) {
      add(i);
    }
    assertTrue(said().startsWith("5,000 messages of IKEv1 from 1,000 or more addresses"), said());
  }

  @Test
  void roomIsMadeForNewOnesThoughNobodyLooks() {
    for (int i = 0; i < Ikev1Clients.MOST; i++) {
      add(i);
    }
    now += 61 * MINUTE;
    add(2_000);
    add(2_001);
    assertTrue(said().startsWith("2 messages of IKEv1 from 2 addresses"), said());
  }
}
