package org.ikelb.example.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.example.command.CommandSettings.OnWarning;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandMonitorTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest(name = "exit code {0}, warning means {1}: {2}")
  @CsvSource({"0,UP,UP", "1,UP,UP", "1,FULL,FULL", "2,UP,DOWN", "3,UP,UNKNOWN", "127,UP,UNKNOWN"})
  void readsExitCodesAsNagiosDoes(int code, OnWarning onWarning, Verdict verdict) throws Exception {
    assertEquals(verdict, probe(onWarning, LONG, "/bin/sh", "-c", "exit " + code).verdict());
  }

  @Test
  void tellsTheFirstLineWithoutPerformanceData() throws Exception {
    ProbeResult result = sh("echo 'LOAD OK - {gateway} at {address} | load=0.1'; echo more");
    assertEquals("LOAD OK - vpn/vpn1 at 127.0.0.1", result.detail());
  }

  @Test
  void aCommandThatIsNotDoneInTimeIsKilled() throws Exception {
    ProbeResult result = probe(OnWarning.UP, Duration.ofMillis(200), "/bin/sleep", "600");
    assertEquals(Verdict.DOWN, result.verdict());
    assertTrue(result.latency().compareTo(Duration.ofSeconds(60)) < 0, result::toString);
  }

  @Test
  void aCommandThatIsNotThereSaysNothing() throws Exception {
    ProbeResult result = probe(OnWarning.UP, LONG, "/no/such/program");
    assertEquals(Verdict.UNKNOWN, result.verdict());
    assertTrue(result.detail().contains("/no/such/program"), result.detail());
  }

  private static ProbeResult sh(String script) throws Exception {
    return probe(OnWarning.UP, LONG, "/bin/sh", "-c", script);
  }

  private static ProbeResult probe(OnWarning onWarning, Duration timeout, String... command)
      throws Exception {
    ProbeTarget target =
        new ProbeTarget("vpn/vpn1", InetAddress.getLoopbackAddress(), List.of(), Optional.empty());
    return new CommandMonitorFactory()
        .create(new CommandSettings(List.of(command), onWarning))
        .probe(target, timeout);
  }
}
