package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to be kept is on disk, or the command says that it is not. */
class LostDiskTest {
  private static final String NOT_SAVED = "in force, but not saved";

  @TempDir Path directory;
  private Path disk;
  private Path readOnly;
  private Path state;
  private UnpackedIkelb unpacked;

  /** What becomes of the disk that the state directory is on. */
  private enum Loss {
    FULL {
      @Override
      void befalls(LostDiskTest test) throws IOException {
        byte[] megabyte = new byte[1_000_000];
        try (OutputStream fill = Files.newOutputStream(test.disk.resolve("fill"))) {
          while (true) {
            fill.write(megabyte);
          }
        } catch (IOException e) {
          assertTrue(String.valueOf(e.getMessage()).contains("No space left"), e::toString);
        }
      }

      @Override
      void isMended(LostDiskTest test) throws IOException {
        Files.delete(test.disk.resolve("fill"));
      }
    },
    READ_ONLY {
      @Override
      void befalls(LostDiskTest test) throws IOException {
        Files.delete(test.state);
        Files.createSymbolicLink(test.state, test.readOnly);
      }

      @Override
      void isMended(LostDiskTest test) throws IOException {
        Files.delete(test.state);
        Files.createSymbolicLink(test.state, test.disk);
      }
    },
    VANISHED {
      @Override
      void befalls(LostDiskTest test) throws IOException {
        Files.delete(test.state);
      }

      @Override
      void isMended(LostDiskTest test) throws IOException {
        Files.createSymbolicLink(test.state, test.disk);
      }
    };

    abstract void befalls(LostDiskTest test) throws Exception;

    abstract void isMended(LostDiskTest test) throws Exception;
  }

  private Path mounted(String name, String options) throws IOException, InterruptedException {
    Path folder = Files.createDirectory(directory.resolve(name));
    run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    return folder;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command[0]);
  }

  @BeforeEach
  void mountADisk() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a disk");
    disk = mounted("disk", "size=8m,mode=0700");
    readOnly = mounted("read-only", "size=8m,mode=0700,ro");
    state = Files.createSymbolicLink(directory.resolve("state"), disk);
    unpacked =
        UnpackedIkelb.in(Files.createDirectory(directory.resolve("home")))
            .topology(Topologies.onLoopback())
            .with("IKELB_STATE", state.toString())
            .with("IKELB_SOCKET", disk.resolve("control.sock").toString());
  }

  @AfterEach
  void unmountIt() throws Exception {
    for (Path mounted : Stream.of(disk, readOnly).filter(Objects::nonNull).toList()) {
      run("umount", "-l", mounted.toString());
    }
  }

  private static void isNotSaved(Verb verb) {
    assertEquals(3, verb.exit(), verb::toString);
    assertTrue(verb.err().contains(NOT_SAVED), verb::toString);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void whatIsNotOnDiskIsNotCalledDone(Loss loss) throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      loss.befalls(this);

      isNotSaved(running.ikelb("drain", "vpn/vpn1"));
      isNotSaved(running.ikelb("weight", "vpn/vpn1", "7"));
      Files.writeString(
          unpacked.topologyFile(),
          Files.readString(unpacked.topologyFile()).replace("\"8h\"", "\"9h\""));
      Verb apply = running.ikelb("config", "apply");
      assertEquals(1, apply.exit(), apply::toString);
      assertTrue(apply.err().contains("nothing was changed"), apply::toString);
      assertTrue(running.ikelb("warnings").out().contains("state-store-failed"), running::output);

      loss.isMended(this);
      running.ikelb("maintenance", "vpn/vpn2").done();
      running.ikelb("weight", "vpn/vpn2", "5").done();
      running.process().destroyForcibly();
      running.awaitExit();
    }
    try (RunningIkelb again = unpacked.startAndAwaitReady()) {
      String gateways = again.ikelb("gateways").done().out();
      assertTrue(gateways.matches("(?s).*vpn/vpn1 [^\n]*drain.*"), gateways);
      assertTrue(gateways.matches("(?s).*vpn/vpn2 [^\n]*maintenance.*"), gateways);
    }
  }
}
