package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ikelb.api.view.Warning;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.Relay.SendFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
  private final ListenAddress port500 =
      new ListenAddress(0, "ike", new InetSocketAddress(InetAddress.getLoopbackAddress(), 500));

  @Test
  void namesTheCapabilityThatIsMissing() {
    BindFailures failures = new BindFailures(new PortHolder(Path.of("/proc")));
    for (IOException denied :
        List.of(new NativeIoException("bind", -13), new BindException("Permission denied"))) {
      String text = failures.explain(port500, denied);
      assertTrue(text.contains("virtual server \"ike\": 127.0.0.1:500"), text);
      assertTrue(text.contains("CAP_NET_BIND_SERVICE"), text);
      assertTrue(text.contains("AmbientCapabilities"), text);
      assertTrue(text.contains("ip_unprivileged_port_start=500"), text);
    }
  }

  @Test
  void admitsThatTheHolderWasNotFound(@TempDir Path emptyProc) {
    BindFailures failures = new BindFailures(new PortHolder(emptyProc));
    String text = failures.explain(port500, new NativeIoException("bind", -98));
    assertTrue(text.contains("in use by a process that could not be found"), text);
  }

  @Test
  void tellsFailuresApartByNumberOrText() {
    assertEquals(SendFailure.REFUSED, SendFailures.of(new PortUnreachableException()));
    assertEquals(SendFailure.REFUSED, SendFailures.of(new NativeIoException("sendmmsg", -111)));
    assertEquals(SendFailure.TOO_LONG, SendFailures.of(new NativeIoException("sendmmsg", -90)));
    assertEquals(SendFailure.TOO_LONG, SendFailures.of(new IOException("Message too long")));
    assertEquals(SendFailure.BUFFER_FULL, SendFailures.of(new NativeIoException("send", -105)));
    assertEquals(
        SendFailure.BUFFER_FULL, SendFailures.of(new IOException("No buffer space available")));
    assertEquals(SendFailure.UNREACHABLE, SendFailures.of(new NativeIoException("send", -113)));
    assertEquals(SendFailure.UNREACHABLE, SendFailures.of(new ClosedChannelException()));
  }

  @Test
  void leavesRoomForOtherFiles(@TempDir Path directory) throws IOException {
    assertEquals(19_449, limit(directory, "20000").maxUpstreams());
    assertEquals(512, limit(directory, "1024").maxUpstreams());
    assertEquals(128, limit(directory, "256").maxUpstreams());
    assertTrue(limit(directory, "1024").isSmall());
    assertFalse(limit(directory, "unlimited").isSmall());
    assertEquals(512, DescriptorLimit.read(directory.resolve("none")).maxUpstreams());
    assertTrue(DescriptorLimit.read(Path.of("/proc/self/limits")).files() > 0);
  }

  private static DescriptorLimit limit(Path directory, String soft) throws IOException {
    Path limits = directory.resolve("limits");
    String line =
        "Max open files            " + soft + "                20000                files\n";
    Files.writeString(limits, "Limit Soft Limit Hard Limit Units\n" + line);
    return DescriptorLimit.read(limits);
  }

  @Test
  void warnsOfTheFallbackAndOfFewDescriptors() {
    UdpListener worst = new UdpListener(new NioSockets(), new DescriptorLimit(1024), 8);
    assertEquals("nio", worst.transport());
    assertEquals(1, worst.loops());
    List<String> codes = worst.warnings().stream().map(Warning::code).toList();
    assertEquals(List.of("transport-fallback", "file-limit-small"), codes);
    String text = worst.warnings().get(0).text();
    assertTrue(text.contains("DF") && text.contains("SO_REUSEPORT"), text);
    assertEquals(List.of(), new UdpListener(new EpollSockets(), Rig.DESCRIPTORS, 2).warnings());
  }

  @Test
  void takesTheNumberOfLoopsFromWhereItIsSet() {
    assertEquals(3, LoopCount.of(3, "5"));
    assertEquals(5, LoopCount.of(0, " 5 "));
    assertEquals(Runtime.getRuntime().availableProcessors(), LoopCount.of(0, null));
    for (String wrong : List.of("-1", "0", "257", "many")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> LoopCount.of(0, wrong)).getMessage();
      assertEquals("ikelb.loops must be a number from 1 to 256, was \"" + wrong + "\"", message);
    }
  }
}
