package org.ikelb.monitor.ike;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.text.AddressText;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.WideOffer;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Caveat;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;

/**
 * Asks a gateway on each of its ports a question of IKEv2 that leaves no half-open SA behind, see
 * {@link ProbeKind}. Any well-formed answer with the probe's SPI is one.
 *
 * <table>
 * <caption>Verdicts, the first that applies to any port</caption>
 * <tr><td>UNKNOWN</td><td>no probe could be sent: the source address is not on this machine, there
 *     is no route, or the like</td></tr>
 * <tr><td>DOWN</td><td>a port did not answer, not even when asked again at half of the time; or the
 *     gateway's host says that nobody listens there; or a proposal is set and was refused</td></tr>
 * <tr><td>FULL</td><td>a port asked for its cookie and was silent when it got it</td></tr>
 * <tr><td>UP</td><td>all ports answered; the detail says if they are crowded (ask for cookies), answer
 *     the liveness question alone, or refuse the probe's proposals: that is a caveat, too</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class IkeMonitor implements HealthMonitor {
  private static final int RANDOM_BYTES = 36;

  private final ProbeKind kind;
  private final List<Proposal> proposals;
  private final boolean mustTake;
  // The answer is known by its SPI: nobody should be able to guess it.
  private final SecureRandom random = new SecureRandom();

  IkeMonitor(IkeMonitorSettings settings) {
    this.kind = settings.probe();
    this.proposals =
        settings.proposal().map(Proposal::parse).map(List::of).orElse(WideOffer.PROPOSALS);
    this.mustTake = settings.proposal().isPresent();
  }

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    if (target.ports().isEmpty()) {
      return new ProbeResult(Verdict.UNKNOWN, "no virtual server uses this gateway", Duration.ZERO);
    }
    Transcript transcript = new Transcript(start);
    try (Conversations conversations = Conversations.open(target, this::newQuestion, transcript)) {
      conversations.run(start, timeout);
      return result(conversations.findings(), start, transcript);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the probe of " + target.gateway() + " is not wanted");
      }
      String from = target.source().map(source -> " from " + AddressText.of(source)).orElse("");
      String detail = "cannot probe" + from + ": " + e.getMessage();
      return new ProbeResult(Verdict.UNKNOWN, detail, since(start), transcript.lines());
    }
  }

  private Question newQuestion() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Question(kind, random.nextLong() | 1, proposals, mustTake, Octets.of(bytes));
  }

  private static ProbeResult result(
      Map<Finding, String> findings, long start, Transcript transcript) {
    Duration latency = since(start);
    String detail =
        findings.entrySet().stream()
            .map(finding -> finding.getKey().words() + " " + finding.getValue())
            .collect(Collectors.joining("; "));
    Verdict verdict = findings.keySet().iterator().next().verdict();
    Optional<Caveat> caveat =
        Optional.ofNullable(findings.get(Finding.OTHER_POLICY)).map(IkeMonitor::proposalsRefused);
    return new ProbeResult(verdict, detail, latency, transcript.lines(), caveat);
  }

  private static Caveat proposalsRefused(String ports) {
    return new Caveat(
        "proposals-refused",
        "it answers, but refuses on "
            + ports
            + " all that the probe offers, so most likely all clients, too. Offered: "
            + WideOffer.IN_WORDS
            + ". Mend its policy; or if its clients have a rarer one, set that as \"proposal\" of the"
            + " monitor.");
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
