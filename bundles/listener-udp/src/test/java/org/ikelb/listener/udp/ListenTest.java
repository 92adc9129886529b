package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class ListenTest {
  private Peer gateway;
  private Peer client;
  private final List<AutoCloseable> opened = new ArrayList<>();

  static Stream<Sockets> sockets() {
    return RelayingTest.sockets();
  }

  @BeforeEach
  void start() throws Exception {
    gateway = keep(Peer.echoingAt("127.0.0.1"));
    client = keep(Peer.at("127.0.0.1"));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.add(resource);
    return resource;
  }

  private Rig rig(Sockets sockets, int loops) {
    return keep(Rig.of(sockets, loops, gateway.address()));
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void aLoopThatHangsIsNamedAndKeepsNobodyWaiting(Sockets sockets) throws Exception {
    Rig rig = rig(sockets, 2);
    int last = rig.listener.loops() - 1;
    InetSocketAddress kept = rig.listenOn("127.0.0.1");
    InetSocketAddress added = Peer.freeAddress("127.0.0.3");
    CountDownLatch hangs = Rig.blocked(rig.relays.get(last));
    try {
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            assertEquals(List.of(), rig.listen(kept), "nothing changes, so nobody is asked");
            ListenFailed failed = assertThrows(ListenFailed.class, () -> rig.listen(kept, added));
            assertEquals(
                List.of("event loop " + last + " has not answered for 2 s, see: ikelb warnings"),
                failed.reasons());
          });
      assertEquals(List.of(), inodes(added));
    } finally {
      hangs.countDown();
    }
    await().untilAsserted(() -> assertEquals(List.of(), rig.listen(kept, added)));
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void keepsOpensAndClosesSocketsAsTheListSays(Sockets sockets) throws Exception {
    Rig rig = rig(sockets, 2);
    InetSocketAddress kept = Peer.freeAddress("127.0.0.1");
    InetSocketAddress gone = Peer.freeAddress("127.0.0.2");
    InetSocketAddress added = Peer.freeAddress("127.0.0.3");
    assertEquals(List.of(), rig.listen(kept, gone));
    List<String> inodes = inodes(kept);
    assertEquals(rig.listener.loops(), inodes.size());
    client.ask(kept, "before");
    client.ask(gone, "before");

    assertEquals(List.of(), rig.listen(added, kept));

    assertEquals(inodes, inodes(kept), "the same sockets");
    await().until(() -> inodes(gone).isEmpty()); // NIO closes with the next select
    assertEquals(kept, client.ask(kept, "after").from());
    assertEquals(added, client.ask(added, "after").from());
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void changesNothingWhenOneAddressFails(Sockets sockets) throws Exception {
    Rig rig = rig(sockets, 2);
    InetSocketAddress old = rig.listenOn("127.0.0.1");
    InetSocketAddress free = Peer.freeAddress("127.0.0.1");
    Peer holder = keep(Peer.at("127.0.0.1"));
    Peer other = keep(Peer.at("127.0.0.2"));

    ListenFailed failed =
        assertThrows(ListenFailed.class, () -> rig.listen(free, holder.address(), other.address()));

    assertEquals(2, failed.reasons().size(), "every reason at once");
    await().until(() -> inodes(free).isEmpty());
    assertEquals("still here", client.ask(old, "still here").text());
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void refusesAnAddressThatAnotherListenerHasAndNamesItsProcess(Sockets sockets) throws Exception {
    InetSocketAddress address = rig(sockets, 2).listenOn("127.0.0.1");
    Rig second = rig(sockets, 2);

    ListenFailed failed = assertThrows(ListenFailed.class, () -> second.listen(address));

    String reason = failed.reasons().get(0);
    String expected = "virtual server \"ike\": 127.0.0.1:" + address.getPort() + " is in use by";
    assertTrue(reason.startsWith(expected), reason);
    assertTrue(reason.contains("process " + ProcessHandle.current().pid() + " ("), reason);
    assertEquals("undisturbed", client.ask(address, "undisturbed").text());
  }

  @Test
  void namesTheProcessThatHoldsTheWildcard() throws Exception {
    for (String wildcard : List.of("0.0.0.0", "::")) {
      Peer holder = keep(Peer.at(wildcard));
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), holder.address().getPort());
      Rig rig = rig(new EpollSockets(), 2);
      ListenFailed failed = assertThrows(ListenFailed.class, () -> rig.listen(address));
      String process = "process " + ProcessHandle.current().pid();
      assertTrue(failed.getMessage().contains(process), failed.getMessage());
    }
  }

  @Test
  void listensOnAnAddressThatIsNotOnThisMachineAndWarns() throws Exception {
    for (String foreign : List.of("192.0.2.77", "2001:db8::77")) {
      Rig rig = rig(new EpollSockets(), 2);
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(foreign), 4500);
      List<String> warnings = rig.listen(address);
      assertEquals(1, warnings.size(), warnings.toString());
      assertTrue(warnings.get(0).contains("not an address of this machine"), warnings.get(0));
      assertEquals(2, inodes(address).size());
      assertEquals(List.of(), rig.listen(address), "said once");
    }
  }

  @Test
  void saysThatNioCannotListenOnAForeignAddress() throws Exception {
    Rig rig = rig(new NioSockets(), 1);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("192.0.2.77"), 4500);
    ListenFailed failed = assertThrows(ListenFailed.class, () -> rig.listen(address));
    assertTrue(failed.getMessage().contains("add it to an interface"), failed.getMessage());
  }

  @Test
  void opensOneSocketForEachLoopAndSpreadsClients() throws Exception {
    Rig rig = rig(new EpollSockets(), 4);
    InetSocketAddress address = rig.listenOn("127.0.0.1");
    assertEquals(4, inodes(address).size());
    for (int i = 0; i < 100; i++) {
      keep(Peer.at("127.0.0.1")).ask(address, "hello");
    }
    assertFalse(rig.relays.stream().anyMatch(relay -> relay.fromClients.get() == 0));
  }

  @Test
  void separatesIpv4AndIpv6OnTheSamePort() throws Exception {
    Rig rig = rig(new EpollSockets(), 2);
    InetSocketAddress v6 = Peer.freeAddress("::1");
    InetSocketAddress v4 = new InetSocketAddress(InetAddress.getLoopbackAddress(), v6.getPort());
    rig.listen(v4, v6);
    assertEquals(v4, client.ask(v4, "four").from());
    assertEquals(v6, keep(Peer.at("::1")).ask(v6, "six").from());
  }

  @Test
  void usesANewNumberForAnAddressThatStays() throws Exception {
    Rig rig = rig(new EpollSockets(), 1);
    InetSocketAddress address = rig.listenOn("127.0.0.1");
    List<String> inodes = inodes(address);
    rig.listener.listen(List.of(new ListenAddress(7, "ike", address)));
    assertEquals(inodes, inodes(address));
    assertEquals(address, client.ask(address, "number 7").from());
    rig.listener.listen(List.of());
    await().until(() -> inodes(address).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void closesWithinASecondAndCanBeOpenedAgain(Sockets sockets) throws Exception {
    Rig first = rig(sockets, 2);
    InetSocketAddress address = first.listenOn("127.0.0.1");
    client.ask(address, "an upstream to close");
    long before = System.nanoTime();
    first.close();
    assertTrue(System.nanoTime() - before < 1_000_000_000L);
    await().until(() -> inodes(address).isEmpty()); // NIO lets go a moment later
    Rig second = rig(sockets, 2);
    second.listen(address);
    assertEquals("again", client.ask(address, "again").text());
  }

  /** The sockets bound to the address, as the kernel numbers them. */
  private static List<String> inodes(InetSocketAddress address) throws Exception {
    boolean v6 = address.getAddress().getAddress().length == 16;
    String port = String.format(Locale.ROOT, ":%04X", address.getPort());
    try (Stream<String> lines = Files.lines(Path.of(v6 ? "/proc/net/udp6" : "/proc/net/udp"))) {
      return lines
          .map(line -> line.trim().split("\\s+", -1))
          .filter(columns -> columns[1].endsWith(port) && !columns[2].matches(".*[1-9A-F].*"))
          .map(columns -> columns[9])
          .sorted()
          .toList();
    }
  }
}
