package org.ikelb.diagnosis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.diagnosis.policy.text.Policy;

/** The half of a policy that is negotiated in encrypted messages. Pure functions. */
final class EspHalf {
  private EspHalf() {}

  /**
   * What can be said of it.
   *
   * @param server a gateway's own policy
   */
  static String compare(Policy client, Optional<Policy> server) {
    if (server.isEmpty()) {
      return "not visible from outside: it is negotiated in encrypted messages. A gateway's own"
          + " policy beside it says more: --server FILE";
    }
    if (client.esp().isEmpty() || server.get().esp().isEmpty()) {
      String whose = client.esp().isEmpty() ? "the client's" : "the gateway's";
      return "cannot be judged: " + whose + " policy does not say what it is";
    }
    List<String> wanted = suites(client);
    List<String> taken = suites(server.get());
    List<String> common = wanted.stream().filter(taken::contains).toList();
    if (common.isEmpty()) {
      return "differs: the client offers "
          + String.join(", ", wanted)
          + "; the gateway takes "
          + String.join(", ", taken)
          + ". IKE itself may come up; then the login fails, in encrypted messages";
    }
    return "agrees: " + String.join(", ", common) + pfs(client, server.get());
  }

  private static List<String> suites(Policy policy) {
    return policy.esp().stream().map(Policy.Esp::suite).distinct().toList();
  }

  private static String pfs(Policy client, Policy server) {
    List<String> wanted = groups(client);
    List<String> taken = groups(server);
    boolean agree =
        (wanted.isEmpty() && taken.isEmpty()) || wanted.stream().anyMatch(taken::contains);
    return agree
        ? ""
        : "; but PFS differs: the client has "
            + words(wanted)
            + ", the gateway "
            + words(taken)
            + ". A login does not need it (RFC 7296, section 1.2); a later re-key may fail for it";
  }

  private static List<String> groups(Policy policy) {
    List<String> groups = new ArrayList<>();
    policy.esp().forEach(esp -> groups.addAll(esp.groups()));
    return groups.stream().distinct().toList();
  }

  private static String words(List<String> groups) {
    return groups.isEmpty() ? "none" : String.join(", ", groups);
  }
}
