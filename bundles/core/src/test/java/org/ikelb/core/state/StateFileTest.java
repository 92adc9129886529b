package org.ikelb.core.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.SpiPair;
import org.ikelb.spi.Key;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir private Path directory;
  private Path path;
  private StateFile file;

  @BeforeEach
  void chooseFile() {
    path = directory.resolve("sessions");
    file = new StateFile(path);
  }

  private static SavedState state() {
    SavedSession.Path upstream =
        new SavedSession.Path(
            "nat-t",
            new InetSocketAddress("2001:db8::7", 4500),
            new InetSocketAddress("2001:db8::10", 4500),
            32_767,
            1,
            Duration.ofSeconds(3),
            List.of(0xcafe, -2));
    SavedSession session =
        new SavedSession(
            77,
            "always-on-vpn",
            -1,
            Optional.of(Key.shared(new byte[] {1, 2, 3, 4})),
            "maglev, choice 1",
            Instant.ofEpochMilli(1_000),
            SessionState.ESTABLISHED,
            Optional.of(Duration.ofMillis(5)),
            true,
            new GatewayId("vpn", "vpn1"),
            address("10.0.0.11"),
            address("0.0.0.0"),
            List.of(new SpiPair(1, 2), new SpiPair(3, 4)),
            List.of(upstream));
    SavedBinding binding =
        new SavedBinding(
            "always-on-vpn",
            Key.shared(new byte[] {9}),
            new GatewayId("vpn", "vpn2"),
            Duration.ofHours(1));
    return new SavedState(Instant.ofEpochMilli(5_000), List.of(session), List.of(binding));
  }

  private static InetAddress address(String literal) {
    return new InetSocketAddress(literal, 0).getAddress();
  }

  @Test
  void bringsBackWhatWasSaved() throws IOException {
    file.save(state());
    assertEquals(Optional.of(state()), file.load());
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    file.save(state());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void hasNothingBeforeTheFirstSave() {
    assertEquals(Optional.empty(), file.load());
  }

  @Test
  void setsAsideWhatIsBrokenForeignOrNewerAndTrustsNoneOfIt() throws IOException {
    file.save(state());
    byte[] good = Files.readAllBytes(path);
    Random random = new Random(42);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, bad);
      assertEquals(Optional.empty(), file.load(), "byte " + i);
      assertFalse(Files.exists(path));
      assertArrayEquals(bad, Files.readAllBytes(directory.resolve("sessions.unreadable")));
    }
  }

  @Test
  void setsAsideWhatWasCut() throws IOException {
    file.save(state());
    byte[] good = Files.readAllBytes(path);
    for (int length = 0; length < good.length; length++) {
      Files.write(path, Arrays.copyOf(good, length));
      assertEquals(Optional.empty(), file.load(), "cut at " + length);
    }
  }
}
