package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A persistency strategy comes and goes in a running framework, while a client is connected. */
class PluginLifeTest {
  /** Addresses on loopback that no other process uses. */
  private final String net = "127.77.%d.".formatted(1 + new Random().nextInt(250));

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir Path directory;
  private UnpackedIkelb unpacked;
  private Path deployed;
  private Path aside;
  private InetSocketAddress ikelb;
  private DatagramSocket gateway;
  private DatagramSocket client;

  @BeforeEach
  void moveTheStrategyIntoDeploy() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(topology());
    ikelb = new InetSocketAddress(net + "10", 9500);
    gateway = new DatagramSocket(new InetSocketAddress(net + "11", 9501));
    client = new DatagramSocket(new InetSocketAddress(net + "12", 0));
    client.setSoTimeout((int) PATIENCE.toMillis());
    Thread echo = new Thread(this::echo, "gateway");
    echo.setDaemon(true);
    echo.start();
    aside = directory.resolve("strategy.jar");
    deployed = unpacked.home().resolve("deploy/strategy.jar");
    try (Stream<Path> shipped = Files.list(unpacked.home().resolve("system/30"))) {
      Path jar =
          shipped
              .filter(p -> p.toString().contains("persistency-ike-spi"))
              .findFirst()
              .orElseThrow();
      Files.move(jar, aside);
    }
    Files.copy(aside, deployed);
  }

  private String topology() {
    return """
        {
          "version": 1,
          "virtualServers": {
            "ike": {
              "address": "NET10", "port": 9500, "protocol": "ike", "gatewayPort": 9501,
              "pool": "vpn"
            }
          },
          "persistencyGroups": { "vpn": { "virtualServers": ["ike"], "strategy": "ike-spi" } },
          "pools": { "vpn": { "gateways": { "vpn1": { "address": "NET11" } } } }
        }
        """
        .replace("NET", net);
  }

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @Test
  void keepsSessionsWhileItsStrategyIsAwayAndOpensNewOnesAllTheSame() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      awaitAnswer(0x11);
      Files.delete(deployed);
      awaitWarnings(running, "plugin-missing", true);
      assertTrue(isAnswered(0x11), "the session that there is goes on");
      assertTrue(isAnswered(0x12), "a new session stands by itself");

      Path hidden = Files.copy(aside, directory.resolve("copy.jar"));
      Files.move(hidden, deployed, StandardCopyOption.ATOMIC_MOVE);
      awaitWarnings(running, "plugin-missing", false);
      assertTrue(isAnswered(0x13), "and one that it places again");
      assertTrue(isAnswered(0x11), "the session that there was goes on");
      assertTrue(running.ikelb("sessions").done().out().contains("3 sessions"));
    }
  }

  private void echo() {
    byte[] buffer = new byte[2_048];
    while (!gateway.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        gateway.receive(packet);
        ByteBuffer answer = ByteBuffer.wrap(buffer, 0, packet.getLength());
        answer.putLong(8, answer.getLong(0) << 8).put(19, (byte) 0x20);
        gateway.send(packet);
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Sends an IKE_SA_INIT request, and waits for its answer. */
  private boolean isAnswered(long spi) throws IOException {
    ByteBuffer request = ByteBuffer.allocate(28);
    request.putLong(spi).putLong(0).putInt(0x21202208).putInt(0).putInt(28);
    client.send(new DatagramPacket(request.array(), request.capacity(), ikelb));
    long until = System.nanoTime() + PATIENCE.toNanos();
    DatagramPacket answer = new DatagramPacket(new byte[64], 64);
    while (System.nanoTime() < until) {
      try {
        client.receive(answer);
      } catch (SocketTimeoutException e) {
        return false;
      }
      if (ByteBuffer.wrap(answer.getData()).getLong() == spi) {
        return true;
      }
    }
    return false;
  }

  private void awaitAnswer(long spi) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isAnswered(spi));
  }

  private static void awaitWarnings(RunningIkelb running, String code, boolean expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> running.ikelb("warnings").out().contains(code) == expected);
  }
}
