package org.ikelb.acceptance.lab.monitors;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ikelb.monitor.ike.IkeMonitorFactory;
import org.ikelb.monitor.ike.IkeMonitorSettings;
import org.ikelb.monitor.ike.ProbeKind;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;

/** Probes a gateway, as ikelb would, in the network namespace that it is started in. */
final class ProbeProgram {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final List<Port> PORTS = List.of(new Port(500, false), new Port(4500, true));

  private ProbeProgram() {}

  /**
   * Prints how often there was each verdict, then the last result and its exchange.
   *
   * @param arguments {@code ADDRESS SOURCE KIND TIMES [PROPOSAL]}
   */
  public static void main(String[] arguments) throws Exception {
    ProbeTarget target =
        new ProbeTarget(
            "vpn/gw",
            InetAddress.getByName(arguments[0]),
            PORTS,
            Optional.of(InetAddress.getByName(arguments[1])));
    Optional<String> proposal = arguments.length > 4 ? Optional.of(arguments[4]) : Optional.empty();
    HealthMonitor monitor =
        new IkeMonitorFactory()
            .create(new IkeMonitorSettings(ProbeKind.valueOf(arguments[2]), proposal));
    Map<ProbeResult.Verdict, Integer> verdicts = new TreeMap<>();
    ProbeResult last = monitor.probe(target, TIMEOUT);
    verdicts.merge(last.verdict(), 1, Integer::sum);
    for (int i = 1; i < Integer.parseInt(arguments[3]); i++) {
      last = monitor.probe(target, TIMEOUT);
      verdicts.merge(last.verdict(), 1, Integer::sum);
    }
    System.out.println(verdicts);
    System.out.println(last.detail());
    last.exchange().forEach(System.out::println);
  }
}
