package org.ikelb.persistency.ikespi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.junit.jupiter.api.Test;

class IkeSpiTest {
  private final PersistencyStrategy strategy = new IkeSpiFactory().create(new NoSettings());

  @Test
  void keyIsTheInitiatorSpi() {
    assertEquals("fedcba9876543210", strategy.keyOf(opening(0xfedcba9876543210L, 500)).toString());
    assertEquals("0000000000000001", strategy.keyOf(opening(1, 500)).toString());
  }

  @Test
  void endpointDoesNotMatter() {
    assertEquals(strategy.keyOf(opening(7, 500)), strategy.keyOf(opening(7, 40123)));
  }

  @Test
  void everySessionStandsByItself() {
    Key key = strategy.keyOf(opening(7, 500));
    assertFalse(key.isShared(), "nothing is to be remembered");
  }

  @Test
  void hasNoSettings() {
    assertEquals(NoSettings.class, new IkeSpiFactory().settingsType());
  }

  private static Opening opening(long spi, int port) {
    return new FakeOpening(
        InetAddress.getLoopbackAddress(), port, "ike", spi, ByteBuffer.allocate(28));
  }

  private record FakeOpening(
      InetAddress clientAddress,
      int clientPort,
      String virtualServer,
      long initiatorSpi,
      ByteBuffer message)
      implements Opening {}
}
