package org.ikelb.console.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ikelb.api.Refused;
import org.ikelb.api.diagnosis.MonitorLesson;
import org.ikelb.api.view.GatewayView;
import org.ikelb.console.output.Answer;
import org.ikelb.spi.ProbeTarget;

/** Which monitors fit a gateway, in words. Pure functions, but for asking. */
final class Learnt {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Learnt() {}

  static Answer answer(GatewayView gateway, Services services) throws VerbFailed {
    MonitorLesson lesson = learn(gateway, services);
    List<String> lines = new ArrayList<>();
    if (!lesson.monitors().isEmpty()) {
      lines.add("What fits, for the topology file:");
      lines.add("  \"monitors\": { " + lesson.monitors() + " }");
      lines.add("and in the pool: " + lesson.pool());
    }
    lines.addAll(lesson.advice());
    lines.add("");
    lines.add("Report, without names, addresses and secrets:");
    for (MonitorLesson.Answer asked : lesson.answers()) {
      lines.add(asked.question() + ": " + asked.text() + " " + asked.found());
      asked.exchange().forEach(line -> lines.add("  " + line));
    }
    return Answer.of(lesson).with(lines);
  }

  private static MonitorLesson learn(GatewayView gateway, Services services) throws VerbFailed {
    try {
      List<ProbeTarget> targets = services.probes().targets(gateway.id());
      return services
          .diagnoses()
          .lessons()
          .learn(
              targets.stream()
                  .findFirst()
                  .orElseThrow(
                      () -> VerbFailed.refused(gateway.id() + " has no address to be asked at")),
              PATIENCE);
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("ikelb stops");
    }
  }
}
