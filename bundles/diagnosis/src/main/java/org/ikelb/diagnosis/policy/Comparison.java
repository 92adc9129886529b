package org.ikelb.diagnosis.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.ClientReport;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.ike.Transform;

/**
 * What a client offers against what one gateway takes. Pure functions.
 *
 * @param offers suites by their names, in the client's order
 * @param whole whether these are all that it offers
 * @param policy the gateway's, which was asked for these suites
 */
record Comparison(List<String> offers, boolean whole, GatewayPolicy policy) {

  ClientReport.Match match() {
    List<String> taken = offered(PolicyAnswer.ACCEPTED);
    if (!taken.isEmpty()) {
      return match(PolicyAnswer.ACCEPTED, taken, List.of());
    }
    if (offered(PolicyAnswer.REFUSED).size() < offers.size()) {
      return match(PolicyAnswer.UNKNOWN, List.of(), List.of(policy.note()));
    }
    if (!whole) {
      String why =
          "it takes nothing of what is known of the client's offers; that is not all of them";
      return match(PolicyAnswer.UNKNOWN, List.of(), List.of(why));
    }
    List<String> reasons = new ArrayList<>(differing());
    reasons.add(nearest());
    return match(PolicyAnswer.REFUSED, List.of(), reasons);
  }

  private ClientReport.Match match(PolicyAnswer answer, List<String> suites, List<String> reasons) {
    return new ClientReport.Match(policy.gateway(), policy.endpoint(), answer, suites, reasons);
  }

  private List<String> offered(PolicyAnswer answer) {
    return offers.stream()
        .filter(
            offer ->
                policy.suites().stream()
                    .anyMatch(one -> one.name().equals(offer) && one.answer() == answer))
        .toList();
  }

  /** Kinds of which the gateway takes none of the client's algorithms. */
  private List<String> differing() {
    List<String> reasons = new ArrayList<>();
    for (Kind kind : List.of(Kind.ENCRYPTION, Kind.INTEGRITY, Kind.GROUP, Kind.PRF)) {
      List<String> wanted = offered(kind);
      List<String> taken = taken(kind);
      boolean said = kind == Kind.PRF && !reasons.isEmpty(); // it follows from the integrity
      if (!said && !wanted.isEmpty() && wanted.stream().noneMatch(taken::contains)) {
        reasons.add(
            kind.word()
                + ": offered "
                + String.join(", ", wanted)
                + "; the gateway takes "
                + (taken.isEmpty()
                    ? "none of those that were asked for"
                    : String.join(", ", taken)));
      }
    }
    return reasons.isEmpty()
        ? List.of(
            "it takes each kind of algorithm that is offered, but not in any such combination")
        : reasons;
  }

  private List<String> offered(Kind kind) {
    return offers.stream()
        .flatMap(offer -> Stream.of(offer.split("/", -1)))
        .distinct()
        .filter(name -> isOfKind(name, kind))
        .toList();
  }

  private static boolean isOfKind(String name, Kind kind) {
    return Kind.of(Transform.parse(name)) == kind;
  }

  private List<String> taken(Kind kind) {
    return policy.algorithms().stream()
        .filter(one -> one.kind().equals(kind.word()) && one.answer() == PolicyAnswer.ACCEPTED)
        .map(GatewayPolicy.Algorithm::name)
        .toList();
  }

  /** What the gateway takes and the client need change least for. */
  private String nearest() {
    Optional<GatewayPolicy.Suite> nearest =
        policy.suites().stream()
            .filter(one -> one.answer() == PolicyAnswer.ACCEPTED)
            .min(
                Comparator.comparingInt((GatewayPolicy.Suite one) -> changes(one.name()))
                    .thenComparing(one -> one.windows().isEmpty()));
    return nearest
        .map(
            one ->
                "it takes this, the nearest: "
                    + one.name()
                    + (one.windows().isEmpty() ? "" : " (Windows: " + one.windows() + ")"))
        .orElse("it takes none of the suites that were asked for");
  }

  private int changes(String suite) {
    List<String> parts = List.of(suite.split("/", -1));
    return offers.stream()
        .mapToInt(
            offer ->
                (int)
                    parts.stream()
                        .filter(part -> !List.of(offer.split("/", -1)).contains(part))
                        .count())
        .min()
        .orElse(0);
  }
}
