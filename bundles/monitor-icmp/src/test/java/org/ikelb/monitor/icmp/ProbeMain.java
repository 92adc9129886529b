package org.ikelb.monitor.icmp;

import java.io.File;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeTarget;

/**
 * Probes an address and prints verdict and detail, then the kind of socket or the obstacle, then
 * the exchange; if told how often, it prints only how many descriptors that left open.
 */
final class ProbeMain {
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  private ProbeMain() {}

  /** {@code ADDRESS [SOURCE|- [TIMES]]}. */
  public static void main(String[] arguments) throws Exception {
    InetAddress address = InetAddress.getByName(arguments[0]);
    Optional<InetAddress> source =
        arguments.length > 1 && !arguments[1].equals("-")
            ? Optional.of(InetAddress.getByName(arguments[1]))
            : Optional.empty();
    ProbeTarget target = new ProbeTarget("vpn/vpn1", address, List.of(), source);
    IcmpMonitor monitor = new IcmpMonitor(LibC::load, closed -> {});
    ProbeResult result = monitor.probe(target, TIMEOUT);
    if (arguments.length > 2) {
      countDescriptors(monitor, target, Integer.parseInt(arguments[2]));
      return;
    }
    System.out.println(result.verdict() + " " + result.detail());
    System.out.println(monitor.obstacle().orElseGet(() -> kind(target)));
    result.exchange().forEach(System.out::println);
  }

  private static String kind(ProbeTarget target) {
    try (EchoSocket socket = EchoSocket.open(LibC.load(), target.address(), Optional.empty())) {
      return socket.isRaw() ? "raw socket" : "ping socket";
    } catch (NotPermitted | RuntimeException e) {
      return "no socket";
    }
  }

  private static void countDescriptors(IcmpMonitor monitor, ProbeTarget target, int times)
      throws InterruptedException {
    int before = descriptors();
    for (int i = 0; i < times; i++) {
      monitor.probe(target, TIMEOUT);
    }
    System.out.println(times + " probes left " + (descriptors() - before) + " descriptors");
  }

  private static int descriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }
}
