package org.ikelb.diagnosis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.ikelb.api.Probes;
import org.ikelb.api.Refused;
import org.ikelb.api.diagnosis.ClientReport;
import org.ikelb.api.diagnosis.GatewayPolicies;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyReport;
import org.ikelb.api.diagnosis.PolicyText;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.diagnosis.policy.text.Policy;
import org.ikelb.diagnosis.policy.text.PolicyReader;
import org.ikelb.ike.Proposal;
import org.ikelb.spi.ProbeTarget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks gateways on demand, eight at a time, for one caller at a time.
 *
 * <p>Thread-safe.
 */
@Component(service = GatewayPolicies.class)
public final class PolicyAudits implements GatewayPolicies {
  private static final int AT_A_TIME = 8;

  /** Suites of a client; each costs a question. */
  private static final int MOST_OFFERS = 64;

  private final Probes probes;
  private final AskingLimits limits;
  private final Semaphore turn = new Semaphore(1);

  @Activate
  public PolicyAudits(@Reference Probes probes) {
    this(probes, AskingLimits.USUAL);
  }

  PolicyAudits(Probes probes, AskingLimits limits) {
    this.probes = probes;
    this.limits = limits;
  }

  @Override
  public PolicyReport audit(List<GatewayId> gateways) throws Refused, InterruptedException {
    List<GatewayPolicy> policies = ask(gateways, List.of());
    return new PolicyReport(Differences.between(policies), policies, Ratings.of(policies));
  }

  @Override
  public ClientReport compare(
      List<GatewayId> gateways, PolicyText clientText, Optional<PolicyText> serverText)
      throws Refused, InterruptedException {
    List<String> problems = new ArrayList<>();
    Optional<Policy> client = read(Optional.of(clientText), problems);
    Optional<Policy> server = read(serverText, problems);
    if (!problems.isEmpty() || client.isEmpty()) {
      throw new Refused(problems);
    }
    List<Proposal> all =
        client.get().ike().stream()
            .flatMap(one -> Offers.suites(one.transforms()).stream())
            .toList();
    List<Proposal> offers = all.subList(0, Math.min(MOST_OFFERS, all.size()));
    List<String> remarks = new ArrayList<>(client.get().remarks());
    if (offers.size() < all.size()) {
      remarks.add(
          "of " + all.size() + " suites that it offers, the first " + MOST_OFFERS + " count");
    }
    boolean whole = client.get().whole() && offers.size() == all.size();
    List<GatewayPolicy> policies = ask(gateways, offers);
    List<String> names = offers.stream().map(Proposal::describe).distinct().toList();
    return new ClientReport(
        client.get().form(),
        names,
        remarks,
        policies.stream().map(policy -> new Comparison(names, whole, policy).match()).toList(),
        EspHalf.compare(client.get(), server),
        Recommended.commands(),
        policies);
  }

  private static Optional<Policy> read(Optional<PolicyText> text, List<String> problems) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(PolicyReader.read(text.get()));
    } catch (Refused e) {
      problems.addAll(e.reasons());
      return Optional.empty();
    }
  }

  private List<GatewayPolicy> ask(List<GatewayId> gateways, List<Proposal> wanted)
      throws Refused, InterruptedException {
    List<ProbeTarget> targets = new ArrayList<>();
    for (GatewayId gateway : gateways) {
      targets.addAll(probes.targets(gateway));
    }
    if (!turn.tryAcquire()) {
      throw new Refused(List.of("somebody else is asking gateways; try again in a minute"));
    }
    try {
      return askAll(targets, wanted);
    } finally {
      turn.release();
    }
  }

  private List<GatewayPolicy> askAll(List<ProbeTarget> targets, List<Proposal> wanted)
      throws InterruptedException {
    ExecutorService askers = Executors.newFixedThreadPool(AT_A_TIME, PolicyAudits::thread);
    try {
      List<Future<GatewayPolicy>> asked = new ArrayList<>();
      for (ProbeTarget target : targets) {
        asked.add(askers.submit(() -> EndpointAudit.of(target, wanted, limits)));
      }
      List<GatewayPolicy> policies = new ArrayList<>();
      for (Future<GatewayPolicy> one : asked) {
        policies.add(one.get());
      }
      return policies;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a gateway could not be asked", e.getCause());
    } finally {
      askers.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-policy");
    thread.setDaemon(true);
    return thread;
  }
}
