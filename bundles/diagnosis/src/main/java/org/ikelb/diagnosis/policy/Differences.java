package org.ikelb.diagnosis.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.api.diagnosis.PolicyReport;

/** What some gateways of a pool take and others refuse. Pure functions. */
final class Differences {
  private Differences() {}

  private record Thing(String pool, String kind, String name) {}

  /** Who said what to one thing. */
  private record Votes(List<String> accepting, List<String> refusing) {
    void add(PolicyAnswer answer, String who) {
      if (answer == PolicyAnswer.ACCEPTED) {
        accepting.add(who);
      } else if (answer == PolicyAnswer.REFUSED) {
        refusing.add(who);
      }
    }

    boolean differ() {
      return !accepting.isEmpty() && !refusing.isEmpty();
    }
  }

  /** Of algorithms first, then of suites whose algorithms all of them take. */
  static List<PolicyReport.Difference> between(List<GatewayPolicy> policies) {
    Map<Thing, Votes> votes = new LinkedHashMap<>();
    for (GatewayPolicy policy : policies) {
      String who = Names.of(policy, policies);
      for (GatewayPolicy.Algorithm one : policy.algorithms()) {
        vote(votes, policy, one.kind(), one.name()).add(one.answer(), who);
      }
      for (GatewayPolicy.Suite one : policy.suites()) {
        vote(votes, policy, "suite", one.name()).add(one.answer(), who);
      }
    }
    List<PolicyReport.Difference> differences = new ArrayList<>();
    votes.forEach(
        (thing, vote) -> {
          if (vote.differ()) {
            differences.add(
                new PolicyReport.Difference(
                    thing.pool, thing.kind, thing.name, vote.accepting, vote.refusing));
          }
        });
    return differences.stream().filter(one -> !isExplained(one, differences)).toList();
  }

  private static Votes vote(
      Map<Thing, Votes> votes, GatewayPolicy policy, String kind, String name) {
    return votes.computeIfAbsent(
        new Thing(Names.pool(policy), kind, name),
        thing -> new Votes(new ArrayList<>(), new ArrayList<>()));
  }

  /** Whether it is a suite with an algorithm that is named already. */
  private static boolean isExplained(
      PolicyReport.Difference suite, List<PolicyReport.Difference> all) {
    return suite.kind().equals("suite")
        && all.stream()
            .anyMatch(
                one ->
                    one.pool().equals(suite.pool())
                        && List.of(suite.name().split("/", -1)).contains(one.name()));
  }
}
