package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketsTest {
  private static final IntegerUnixChannelOption IP_MTU_DISCOVER =
      new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);
  private static final IntegerUnixChannelOption IPV6_MTU_DISCOVER =
      new IntegerUnixChannelOption("IPV6_MTU_DISCOVER", 41, 23);

  @Test
  void switchesDfOffOnEverySocket() throws IOException {
    assertEquals(0, option("127.0.0.1", IP_MTU_DISCOVER));
    assertEquals(0, option("::1", IPV6_MTU_DISCOVER));
  }

  private static int option(String address, IntegerUnixChannelOption option) throws IOException {
    EpollSockets sockets = new EpollSockets();
    ReceiveBuffers buffers = sockets.newReceiveBuffers(1);
    DatagramChannel socket =
        sockets.newSocket(InetAddress.getByName(address), new Reading(buffers));
    try {
      return socket.config().getOption(option);
    } finally {
      socket.unsafe().closeForcibly();
      buffers.close();
    }
  }

  /** Else Netty looks at all descriptors of a loop when one is closed. */
  @Test
  void leavesGapsBetweenDescriptors() throws IOException {
    EpollSockets sockets = new EpollSockets();
    ReceiveBuffers buffers = sockets.newReceiveBuffers(1);
    List<EpollDatagramChannel> open = new ArrayList<>();
    for (int i = 0; i < 3 * GappedDescriptors.APART; i++) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      open.add((EpollDatagramChannel) sockets.newSocket(loopback, new Reading(buffers)));
    }
    IntSummaryStatistics found =
        open.stream().mapToInt(socket -> socket.fd().intValue()).summaryStatistics();
    assertTrue(found.getMax() - found.getMin() >= 2 * GappedDescriptors.APART);
    assertTrue(
        open.stream().allMatch(socket -> socket.fd().intValue() % GappedDescriptors.APART != 0));
    open.forEach(socket -> socket.unsafe().closeForcibly());
    sockets.close();
    buffers.close();
  }

  @Test
  void prefersEpoll() {
    assertEquals("epoll, gro, gso", Sockets.best().transport());
  }

  @Test
  void saysWhatAnOldKernelLacks() {
    EpollSockets old = new EpollSockets(ReceiveBuffers.LONGEST, false, false);
    assertEquals("epoll", old.transport());
    assertEquals(
        List.of(
            "this kernel has no UDP GSO (4.18): bulk traffic costs several times the CPU",
            "this kernel has no UDP GRO (5.0): bulk traffic costs several times the CPU"),
        old.shortcomings());
    assertEquals("epoll, gso", new EpollSockets(ReceiveBuffers.LONGEST, true, false).transport());
  }

  @Test
  void fallsBackToNioWithoutNativeCode() throws Exception {
    Process java =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dio.netty.transport.noNative=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Best.class.getName()))
            .start();
    byte[] printed = java.getInputStream().readAllBytes();
    java.waitFor();
    assertEquals("nio", new String(printed, StandardCharsets.UTF_8));
  }

  /** Prints which transport is the best. */
  static final class Best {
    private Best() {}

    public static void main(String[] arguments) {
      System.out.print(Sockets.best().transport());
    }
  }
}
