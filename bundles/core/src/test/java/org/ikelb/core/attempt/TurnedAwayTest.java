package org.ikelb.core.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.core.gateway.LiveGateway;
import org.junit.jupiter.api.Test;

class TurnedAwayTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Offer OFFER = new Offer(ByteBuffer.wrap(new byte[] {1, 2, 3}), 14);

  private final TurnedAway turnedAway = new TurnedAway();
  private final LiveGateway strict = gateway("vpn2");

  private static LiveGateway gateway(String name) {
    Inet4Address address = (Inet4Address) address(9);
    return new LiveGateway(
        new Gateway(
            new GatewayId("vpn", name),
            Optional.of(address),
            Optional.empty(),
            1,
            OptionalInt.empty(),
            OptionalInt.empty()),
        Instant.EPOCH);
  }

  private static InetAddress address(int number) {
    return new InetSocketAddress(
            "10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256, 0)
        .getAddress();
  }

  private static Dialler dialler(int number) {
    return new Dialler(address(number), OFFER);
  }

  private void refused(int number, long nanos) {
    turnedAway.add(dialler(number), new TurnedAway.By(strict, TurnedAway.How.REFUSED, nanos, 1));
  }

  @Test
  void anAttemptTellsOnce() {
    refused(1, 0);
    refused(1, SECOND);
    assertEquals(2, turnedAway.told(dialler(1), SECOND).get(0).telling());
    assertEquals(1, turnedAway.told(dialler(1), SECOND).get(0).telling());
    assertEquals(List.of(), turnedAway.told(dialler(1), SECOND));
    assertEquals(1, turnedAway.of(dialler(1), TurnedAway.AVOIDS_NANOS, SECOND).size());
  }

  @Test
  void itIsForgottenInTime() {
    refused(1, 0);
    assertEquals(1, turnedAway.of(dialler(1), 60 * SECOND, 60 * SECOND).size());
    assertEquals(0, turnedAway.of(dialler(1), 60 * SECOND, 61 * SECOND).size());
    assertEquals(0, turnedAway.told(dialler(1), 121 * SECOND).size());
  }

  @Test
  void anotherPolicyFromTheSameAddressIsAnotherClient() {
    refused(1, 0);
    Offer other = new Offer(ByteBuffer.wrap(new byte[] {1, 2, 4}), 14);
    assertEquals(0, turnedAway.of(new Dialler(address(1), other), 60 * SECOND, 0).size());
  }

  @Test
  void nobodyCanMakeItRememberMoreThanItHasRoomFor() {
    for (int i = 0; i < 100_000; i++) {
      refused(i, 0);
    }
    long known =
        IntStream.range(0, 100_000)
            .filter(i -> !turnedAway.of(dialler(i), 60 * SECOND, 0).isEmpty())
            .count();
    assertEquals(4_096, known);
    turnedAway.expire(121 * SECOND);
    assertEquals(0, turnedAway.of(dialler(99_999), Long.MAX_VALUE, 121 * SECOND).size());
  }
}
