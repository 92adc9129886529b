package org.ikelb.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.follow.Login;
import org.ikelb.core.follow.SpiPair;
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
        new SavedSession.SavedLogin(Login.Stage.IDENTIFIED, Instant.ofEpochMilli(5)),
        new GatewayId("vpn", "vpn1"),
        address("10.0.0.11"),
        address("0.0.0.0"),
        List.of(
            new SavedSession.Sa(new SpiPair(1, 2), 5, false),
            new SavedSession.Sa(new SpiPair(3, 4), -1, true)),
        List.of(upstream),
        List.of(
            new SavedSession.Left(
                "ike",
                new InetSocketAddress("192.0.2.7", 500),
                new InetSocketAddress("10.9.9.9", 500))));
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

  /** Written by an ikelb that did not know how a login goes on, nor what is open or left. */
  @Test
  void bringsBackASessionOfVersion1() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(77);
      out.writeUTF("always-on-vpn");
      out.writeLong(-1);
      out.writeBoolean(false); // no key
      out.writeUTF("maglev, choice 1");
      out.writeLong(1_000);
      out.writeUTF("ESTABLISHED");
      out.writeBoolean(true); // the login has begun
      out.writeLong(5);
      out.writeBoolean(true); // and was answered
      out.writeUTF("vpn");
      out.writeUTF("vpn1");
      out.write(new byte[] {4, 10, 0, 0, 11});
      out.write(new byte[] {4, 0, 0, 0, 0});
      out.writeInt(1); // an IKE SA
      out.writeLong(1);
      out.writeLong(2);
      out.writeLong(5);
      out.writeInt(1); // an upstream
      out.writeUTF("nat-t");
      out.write(new byte[] {4, (byte) 192, 0, 2, 7, 0x11, (byte) 0x94});
      out.write(new byte[] {4, 10, 9, 9, 9, 0x11, (byte) 0x94});
      out.writeShort(32_767);
      out.writeInt(1);
      out.writeLong(3_000);
      out.writeInt(1); // an ESP SPI
      out.writeInt(0xcafe);
    }
    SavedSession read = StateCodec.session(new StateStoreEntry("25", 1, bytes.toByteArray()));
    assertEquals(
        new SavedSession.SavedLogin(Login.Stage.IDENTIFIED, Instant.ofEpochMilli(5)), read.login());
    assertEquals(List.of(new SavedSession.Sa(new SpiPair(1, 2), 5, false)), read.ikeSas());
    assertEquals(List.of(), read.left());
    SavedSession.Path path = read.upstreams().get(0);
    assertEquals(List.of(0xcafe), path.espSpis());
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
    assertTrue(message.contains("this ikelb reads 1 to " + entry.version()), message);
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
