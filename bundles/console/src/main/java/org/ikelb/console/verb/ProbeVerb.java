package org.ikelb.console.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Wording;

/** Probes a gateway now and shows what went over the wire. */
final class ProbeVerb implements Verb {
  private static final String LEARN = "learn";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.OPERATE,
            "probe",
            "probe a gateway now with all its monitors; shows what was sent and received")
        .argument(KnownGateway.ARGUMENT, "the gateway")
        .flag(
            LEARN,
            "ask what the monitors' settings depend on instead; says which fit, with a report that"
                + " can be sent to others");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayView gateway =
        KnownGateway.configured(input.required(KnownGateway.ARGUMENT), services.views());
    if (input.flag(LEARN)) {
      return Learnt.answer(gateway, services);
    }
    List<GatewayView.Probe> probes = probe(gateway, services);
    List<String> lines = new ArrayList<>();
    for (GatewayView.Probe probe : probes) {
      lines.add(gateway.id() + " " + finding(probe));
      probe.exchange().forEach(line -> lines.add("  " + line));
    }
    boolean failed = probes.stream().anyMatch(probe -> probe.lastProbe() != Health.UP);
    return Answer.of(probes).with(lines).verdict(failed ? ExitCode.REFUSED : ExitCode.DONE);
  }

  private static List<GatewayView.Probe> probe(GatewayView gateway, Services services)
      throws VerbFailed {
    try {
      return services.probes().probeNow(gateway.id());
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("ikelb stops");
    }
  }

  /** {@code ike: down after 2000.0 ms, no answer on 4500; it counts as up until more fail}. */
  private static String finding(GatewayView.Probe probe) {
    Health found = probe.lastProbe();
    String detail = probe.detail().isEmpty() ? "" : ", " + probe.detail();
    String counts =
        found == probe.health()
            ? ""
            : "; the monitor says " + Wording.word(probe.health()) + " until more probes agree";
    return probe.monitor()
        + ": "
        + Wording.word(found)
        + " after "
        + Wording.millis(probe.latency())
        + detail
        + counts;
  }
}
