package org.ikelb.monitor.ike;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;

/**
 * Asks a gateway on each of its ports whether somebody there speaks IKEv2 ({@link
 * org.ikelb.ike.LivenessProbe}).
 *
 * <table>
 * <caption>Verdicts</caption>
 * <tr><td>UP</td><td>all ports answered</td></tr>
 * <tr><td>DOWN</td><td>a port did not answer in time, not even when asked again at half of it</td>
 *     </tr>
 * <tr><td>DOWN, at once</td><td>the gateway's host says that nobody listens on a port</td></tr>
 * <tr><td>UNKNOWN</td><td>no probe could be sent: the source address is not on this machine, there
 *     is no route, or the like</td></tr>
 * </table>
 *
 * <p>UP does not say that users can log in: a gateway that refuses everybody answers too.
 *
 * <p>Thread-safe.
 */
final class IkeMonitor implements HealthMonitor {
  // The answer is known by its SPI: nobody should be able to guess it.
  private final SecureRandom random = new SecureRandom();

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    if (target.ports().isEmpty()) {
      return new ProbeResult(Verdict.UNKNOWN, "no virtual server uses this gateway", Duration.ZERO);
    }
    try (Questions questions = Questions.open(target, random)) {
      questions.askAndWait(start, timeout);
      return result(questions, start);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the probe of " + target.gateway() + " is not wanted");
      }
      String from = target.source().map(source -> " from " + source.getHostAddress()).orElse("");
      return new ProbeResult(
          Verdict.UNKNOWN, "cannot probe" + from + ": " + e.getMessage(), since(start));
    }
  }

  private static ProbeResult result(Questions questions, long start) {
    Duration latency = since(start);
    String refused = questions.portsIn(Question.State.REFUSED);
    if (!refused.isEmpty()) {
      return new ProbeResult(Verdict.DOWN, "nobody listens on " + refused, latency);
    }
    String silent = questions.portsIn(Question.State.WAITING);
    if (!silent.isEmpty()) {
      return new ProbeResult(Verdict.DOWN, "no answer on " + silent, latency);
    }
    String answered = questions.portsIn(Question.State.ANSWERED);
    return new ProbeResult(Verdict.UP, "answers on " + answered, latency);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
