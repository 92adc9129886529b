package org.ikelb.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.SpiPair;
import org.ikelb.spi.Key;
import org.ikelb.spi.StateStoreEntry;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  private static SavedSession session() {
    SavedSession.Path upstream =
        new SavedSession.Path(
            "nat-t",
            new InetSocketAddress("2001:db8::7", 4500),
            new InetSocketAddress("2001:db8::10", 4500),
            32_767,
            1,
            Instant.ofEpochMilli(3_000),
            List.of(0xcafe, -2));
    return new SavedSession(
        77,
        "always-on-vpn",
        -1,
        Optional.of(Key.shared(new byte[] {1, 2, 3, 4})),
        "maglev, choice 1",
        Instant.ofEpochMilli(1_000),
        SessionState.ESTABLISHED,
        Optional.of(Instant.ofEpochMilli(5)),
        true,
        new GatewayId("vpn", "vpn1"),
        address("10.0.0.11"),
        address("0.0.0.0"),
        List.of(
            new SavedSession.Sa(new SpiPair(1, 2), 5), new SavedSession.Sa(new SpiPair(3, 4), -1)),
        List.of(upstream));
  }

  private static InetAddress address(String literal) {
    return new InetSocketAddress(literal, 0).getAddress();
  }

  @Test
  void bringsBackASession() throws IOException {
    StateStoreEntry entry = StateCodec.entry(session());
    assertEquals("25", entry.key());
    assertEquals(session(), StateCodec.session(entry));
  }

  @Test
  void bringsBackABinding() throws IOException {
    SavedBinding binding =
        new SavedBinding(
            "always-on-vpn",
            Key.shared(new byte[] {9}),
            new GatewayId("vpn", "vpn2"),
            Instant.ofEpochMilli(3_600_000));
    StateStoreEntry entry = StateCodec.entry(binding);
    assertEquals("always-on-vpn/09", entry.key());
    assertEquals(binding, StateCodec.binding(entry));
  }

  @Test
  void readsNoNewerEntry() {
    StateStoreEntry entry = StateCodec.entry(session());
    StateStoreEntry newer = new StateStoreEntry(entry.key(), entry.version() + 1, entry.value());
    String message = assertThrows(IOException.class, () -> StateCodec.session(newer)).getMessage();
    assertTrue(message.contains("this ikelb reads " + entry.version()), message);
  }

  @Test
  void readsNoEntryThatIsTooShortOrTooLong() {
    StateStoreEntry entry = StateCodec.entry(session());
    for (int length = 0; length <= entry.value().length + 1; length++) {
      StateStoreEntry other =
          new StateStoreEntry(entry.key(), entry.version(), Arrays.copyOf(entry.value(), length));
      if (length != entry.value().length) {
        assertThrows(IOException.class, () -> StateCodec.session(other), "length " + length);
      }
    }
  }

  @Test
  void roundsTimesUpByLessThanHalfAMinuteAndEachOwnersByItself() {
    Instant exact = Instant.ofEpochMilli(1_700_000_012_345L);
    for (long owner = 0; owner < 100; owner++) {
      Instant coarse = CoarseTime.roundUp(exact, owner);
      assertTrue(!coarse.isBefore(exact) && coarse.isBefore(exact.plus(CoarseTime.GRID)));
      assertEquals(coarse, CoarseTime.roundUp(coarse, owner));
    }
    assertTrue(
        !CoarseTime.roundUp(exact, 1).equals(CoarseTime.roundUp(exact, 2)), "they are spread");
  }
}
