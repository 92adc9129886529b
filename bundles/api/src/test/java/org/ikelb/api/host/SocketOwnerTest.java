package org.ikelb.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketOwnerTest {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final String LOOPBACK = LITTLE ? "0100007F" : "7F000001";
  private static final String MAPPED = "0000000000000000" + (LITTLE ? "FFFF0000" : "0000FFFF");

  @TempDir Path proc;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    table("udp", LOOPBACK + ":01F4", "71", "00000000:1194", "72");
    table("udp6", MAPPED + LOOPBACK + ":01F5", "73", "0".repeat(32) + ":01F6", "74");
    process("self", "ikelb", "java\0-jar\0ikelb.jar", "72");
    process("4711", "charon", "charon\0--use-syslog", "71", "74");
  }

  private void table(String name, String first, String firstInode, String other, String otherInode)
      throws IOException {
    String line = "  1: %s 00000000:0000 07 0:0 00:0 00 0 0 %s 2 0 0";
    Files.writeString(
        proc.resolve("net/" + name),
        "  sl  local_address rem_address\n"
            + line.formatted(first, firstInode)
            + "\n"
            + line.formatted(other, otherInode)
            + "\n");
  }

  private void process(String pid, String name, String command, String... inodes)
      throws IOException {
    Path process = Files.createDirectories(proc.resolve(pid + "/fd")).getParent();
    Files.writeString(process.resolve("comm"), name + "\n");
    Files.writeString(process.resolve("cmdline"), command + "\0");
    for (int i = 0; i < inodes.length; i++) {
      Files.createSymbolicLink(process.resolve("fd/" + i), Path.of("socket:[" + inodes[i] + "]"));
    }
  }

  private List<UdpSocket> inTheWayOf(String address, int port) {
    InetSocketAddress wanted = new InetSocketAddress(address, port);
    return UdpSocket.all(proc).stream().filter(s -> s.isInTheWayOf(wanted)).toList();
  }

  @Test
  void namesTheProcessThatHasTheSocketOpen() {
    assertEquals(
        Optional.of(new SocketOwner("4711", "charon", "charon --use-syslog", false)),
        SocketOwner.of(inTheWayOf("127.0.0.1", 500), proc));
  }

  @Test
  void knowsItsOwnSockets() {
    List<UdpSocket> ours = inTheWayOf("192.0.2.1", 0x1194);
    assertTrue(SocketOwner.of(ours, proc).orElseThrow().self());
    assertEquals(List.of(), SocketOwner.ofOthers(ours, proc));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 500, true, true",
    "127.0.0.2, 500, false, false",
    "0.0.0.0, 500, true, true",
    "::, 500, false, true",
    "127.0.0.1, 501, true, true",
    "::1, 502, true, true",
    "127.0.0.1, 502, false, true",
    "::1, 4500, false, false"
  })
  void knowsWhatIsInTheWayAndWhatMayBe(String address, int port, boolean is, boolean may) {
    InetSocketAddress wanted = new InetSocketAddress(address, port);
    assertEquals(is, !inTheWayOf(address, port).isEmpty());
    assertEquals(may, UdpSocket.all(proc).stream().anyMatch(s -> s.mayBeInTheWayOf(wanted)));
  }

  @Test
  void whereNothingCanBeReadNobodyIsFound(@TempDir Path empty) {
    assertEquals(List.of(), UdpSocket.all(empty));
    assertEquals(Optional.empty(), SocketOwner.of(UdpSocket.all(proc), empty));
  }
}
