package org.ikelb.diagnosis.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.api.text.AddressText;
import org.ikelb.diagnosis.policy.text.WindowsSuites;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.Transform;
import org.ikelb.spi.ProbeTarget;

/**
 * Finds out what a gateway takes, at one of its addresses: first whether anything of all there is;
 * then each algorithm together with all others; then suites, but for those with an algorithm that
 * was refused in every company. So what is found holds for any combination that a gateway is set
 * to, and not only for those near one that it takes.
 *
 * <p>Used by one thread; blocks.
 */
final class EndpointAudit {
  /** A gateway that takes more combinations than that has no policy that one could read. */
  private static final int MOST_SUITES = 32;

  private final Asker asker;
  private final Map<Transform, PolicyAnswer> algorithms = new LinkedHashMap<>();
  private final Map<String, GatewayPolicy.Suite> suites = new LinkedHashMap<>();
  private String note = "";

  private EndpointAudit(Asker asker) {
    this.asker = asker;
  }

  /**
   * Asks.
   *
   * @param wanted suites to be asked for besides the well-known ones, for which {@link
   *     Proposal#parse} has a name
   */
  static GatewayPolicy of(ProbeTarget target, List<Proposal> wanted, AskingLimits limits)
      throws InterruptedException {
    if (target.ports().isEmpty()) {
      return notAsked(target, AddressText.of(target.address()), "no virtual server uses it");
    }
    ProbeTarget.Port port =
        target.ports().stream()
            .filter(one -> !one.natT())
            .findFirst()
            .orElse(target.ports().get(0));
    String endpoint = AddressText.endpoint(target.address(), port.number());
    try (Asker asker = Asker.open(target, port, limits)) {
      EndpointAudit audit = new EndpointAudit(asker);
      audit.askAll(wanted);
      return audit.result(target.gateway(), endpoint);
    } catch (IOException e) {
      String from = target.source().map(source -> " from " + AddressText.of(source)).orElse("");
      return notAsked(target, endpoint, "it cannot be asked" + from + ": " + e.getMessage());
    }
  }

  private static GatewayPolicy notAsked(ProbeTarget target, String endpoint, String why) {
    return new GatewayPolicy(
        target.gateway(),
        endpoint,
        false,
        why,
        named(one -> PolicyAnswer.UNKNOWN),
        List.of(),
        new GatewayPolicy.Sent("-", 0, 0, 0));
  }

  private void askAll(List<Proposal> wanted) throws IOException, InterruptedException {
    PolicyAnswer anything = ask(Offers.everything());
    for (Transform one : Offers.algorithms()) {
      algorithms.put(one, anything == PolicyAnswer.REFUSED ? anything : ask(Offers.with(one)));
    }
    for (Proposal suite : wanted) {
      askSuite(suite);
    }
    for (String suite : WindowsSuites.WELL_KNOWN) {
      askSuite(WindowsSuites.suite(suite));
    }
    List<Transform> taken =
        Offers.algorithms().stream()
            .filter(one -> algorithms.get(one) == PolicyAnswer.ACCEPTED)
            .toList();
    if (Offers.countSuites(taken) <= MOST_SUITES) {
      for (Proposal suite : Offers.suites(taken)) {
        askSuite(suite);
      }
    }
  }

  private void askSuite(Proposal suite) throws IOException, InterruptedException {
    if (!suites.containsKey(suite.describe())) {
      PolicyAnswer answer =
          suite.transforms().stream().anyMatch(one -> algorithms.get(one) == PolicyAnswer.REFUSED)
              ? PolicyAnswer.REFUSED
              : ask(List.of(suite));
      String windows = WindowsSuites.nameOf(suite).orElse("");
      suites.put(suite.describe(), new GatewayPolicy.Suite(windows, suite.describe(), answer));
    }
  }

  private PolicyAnswer ask(List<Proposal> proposals) throws IOException, InterruptedException {
    Reply reply = asker.ask(proposals);
    note = note.isEmpty() ? reply.why() : note;
    return reply.answer();
  }

  private GatewayPolicy result(String gateway, String endpoint) {
    GatewayPolicy.Sent sent = asker.sent();
    return new GatewayPolicy(
        gateway,
        endpoint,
        sent.answers() > 0,
        note,
        named(one -> algorithms.getOrDefault(one, PolicyAnswer.UNKNOWN)),
        new ArrayList<>(suites.values()),
        sent);
  }

  private static List<GatewayPolicy.Algorithm> named(Function<Transform, PolicyAnswer> answer) {
    return Offers.algorithms().stream()
        .map(
            one ->
                new GatewayPolicy.Algorithm(Kind.of(one).word(), one.describe(), answer.apply(one)))
        .toList();
  }
}
