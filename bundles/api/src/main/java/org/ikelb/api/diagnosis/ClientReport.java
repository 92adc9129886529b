package org.ikelb.api.diagnosis;

import java.util.List;

/**
 * Whether gateways take what a client offers.
 *
 * <p>Immutable and thread-safe.
 *
 * @param client what its policy was read from, in words
 * @param offers the suites it offers for IKE, in its order
 * @param remarks what is not certain about the policy
 * @param matches one for each address that was asked
 * @param esp what can be said of the ESP half
 * @param commands policies that both sides can be set to
 * @param gateways what the gateways take
 */
public record ClientReport(
    String client,
    List<String> offers,
    List<String> remarks,
    List<Match> matches,
    String esp,
    List<Commands> commands,
    List<GatewayPolicy> gateways) {
  public ClientReport {
    offers = List.copyOf(offers);
    remarks = List.copyOf(remarks);
    matches = List.copyOf(matches);
    commands = List.copyOf(commands);
    gateways = List.copyOf(gateways);
  }

  /**
   * One gateway at one address.
   *
   * @param answer whether it takes any of the offers
   * @param suites those that it takes
   * @param reasons why it takes none, or why that is not known: a sentence each
   */
  public record Match(
      String gateway,
      String endpoint,
      PolicyAnswer answer,
      List<String> suites,
      List<String> reasons) {
    public Match {
      suites = List.copyOf(suites);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What sets both sides to one policy.
   *
   * @param policy which, in words
   * @param where {@code RRAS}, {@code Windows client} or {@code strongSwan}
   * @param lines to be typed there, or put into its file
   */
  public record Commands(String policy, String where, List<String> lines) {
    public Commands {
      lines = List.copyOf(lines);
    }
  }
}
