package ${package};

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeTarget;

/** A gateway is up if it accepts a TCP connection. */
final class Monitor implements HealthMonitor {
  private final Settings settings;

  Monitor(Settings settings) {
    this.settings = settings;
  }

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) {
    long begun = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(target.address(), settings.port()), (int) timeout.toMillis());
      return result(ProbeResult.Verdict.UP, "connected", begun);
    } catch (IOException e) {
      return result(ProbeResult.Verdict.DOWN, String.valueOf(e.getMessage()), begun);
    }
  }

  private static ProbeResult result(ProbeResult.Verdict verdict, String detail, long begunNanos) {
    return new ProbeResult(verdict, detail, Duration.ofNanos(System.nanoTime() - begunNanos));
  }
}
