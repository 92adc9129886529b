package org.ikelb.diagnosis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.Transform;

/**
 * What gateways are offered. Encryption that also authenticates needs a proposal of its own (RFC
 * 7296, section 3.3). Pure functions.
 */
final class Offers {
  private Offers() {}

  /** All that is asked for. */
  static List<Proposal> everything() {
    return of(
        Kind.ENCRYPTION.asked(), Kind.INTEGRITY.asked(), Kind.PRF.asked(), Kind.GROUP.asked());
  }

  /** This algorithm with all that can go with it: taken if any suite with it is. */
  static List<Proposal> with(Transform one) {
    List<Transform> only = List.of(one);
    return switch (Kind.of(one)) {
      case ENCRYPTION -> of(only, Kind.INTEGRITY.asked(), Kind.PRF.asked(), Kind.GROUP.asked());
      case INTEGRITY -> of(separate(), only, Kind.PRF.asked(), Kind.GROUP.asked());
      case PRF -> of(Kind.ENCRYPTION.asked(), Kind.INTEGRITY.asked(), only, Kind.GROUP.asked());
      case GROUP -> of(Kind.ENCRYPTION.asked(), Kind.INTEGRITY.asked(), Kind.PRF.asked(), only);
    };
  }

  private static List<Transform> separate() {
    return Kind.ENCRYPTION.asked().stream().filter(one -> !one.isCombined()).toList();
  }

  private static List<Proposal> of(
      List<Transform> encryption,
      List<Transform> integrity,
      List<Transform> prf,
      List<Transform> groups) {
    List<Proposal> proposals = new ArrayList<>();
    List<Transform> separate = encryption.stream().filter(one -> !one.isCombined()).toList();
    List<Transform> combined = encryption.stream().filter(Transform::isCombined).toList();
    if (!separate.isEmpty()) {
      proposals.add(proposal(1, List.of(separate, integrity, prf, groups)));
    }
    if (!combined.isEmpty()) {
      proposals.add(proposal(proposals.size() + 1, List.of(combined, prf, groups)));
    }
    return proposals;
  }

  private static Proposal proposal(int number, List<List<Transform>> parts) {
    return new Proposal(
        number, Proposal.IKE, Octets.of(), parts.stream().flatMap(List::stream).toList());
  }

  /** Every suite that can be made of these: one encryption, one PRF, one group, what they need. */
  static List<Proposal> suites(List<Transform> of) {
    List<Proposal> suites = new ArrayList<>();
    for (Transform encryption : ofKind(of, Kind.ENCRYPTION)) {
      List<Transform> integrity = ofKind(of, Kind.INTEGRITY);
      for (Transform prf : ofKind(of, Kind.PRF)) {
        for (Transform group : ofKind(of, Kind.GROUP)) {
          if (encryption.isCombined()) {
            suites.add(proposal(1, List.of(List.of(encryption, prf, group))));
          } else {
            integrity.forEach(
                one -> suites.add(proposal(1, List.of(List.of(encryption, one, prf, group)))));
          }
        }
      }
    }
    return suites;
  }

  private static List<Transform> ofKind(List<Transform> all, Kind kind) {
    return all.stream().filter(one -> Kind.of(one) == kind).toList();
  }

  /** How many {@link #suites} would be made. */
  static long countSuites(List<Transform> of) {
    long combined = ofKind(of, Kind.ENCRYPTION).stream().filter(Transform::isCombined).count();
    long separate = ofKind(of, Kind.ENCRYPTION).size() - combined;
    return (combined + separate * ofKind(of, Kind.INTEGRITY).size())
        * ofKind(of, Kind.PRF).size()
        * ofKind(of, Kind.GROUP).size();
  }

  /** All algorithms that are asked for, kind by kind. */
  static List<Transform> algorithms() {
    return Stream.of(Kind.values()).flatMap(kind -> kind.asked().stream()).toList();
  }
}
