package org.ikelb.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.diagnosis.ClientReport;
import org.ikelb.api.diagnosis.GatewayPolicies;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.api.diagnosis.PolicyReport;
import org.ikelb.api.diagnosis.PolicyText;
import org.ikelb.api.topology.GatewayId;

/** Two gateways of which one takes a weak group, too, and a third that may be silent. */
public final class FakePolicies implements GatewayPolicies {
  /** Who was asked, and what was given. */
  public final List<String> asked = new ArrayList<>();

  public boolean silent;

  @Override
  public PolicyReport audit(List<GatewayId> gateways) {
    asked.add(gateways.toString());
    return new PolicyReport(
        List.of(
            new PolicyReport.Difference(
                "vpn", "group", "MODP_1024", List.of("vpn/gw2"), List.of("vpn/gw1"))),
        policies(),
        List.of(
            new PolicyReport.Rating(
                "group",
                "MODP_1024",
                "SHOULD NOT",
                "RFC 8247, section 2.4",
                "a default of Windows RRAS, and weak",
                List.of("vpn/gw2")),
            new PolicyReport.Rating(
                "group",
                "MODP_2048",
                "MUST",
                "RFC 8247, section 2.4",
                "",
                List.of("vpn/gw1", "vpn/gw2"))));
  }

  @Override
  public ClientReport compare(
      List<GatewayId> gateways, PolicyText client, Optional<PolicyText> server) {
    asked.add(gateways + " " + client.text() + server.map(PolicyText::text).orElse(""));
    return new ClientReport(
        "proposals of strongSwan",
        List.of("A/B/C/MODP_1024"),
        List.of("something is not certain"),
        List.of(
            new ClientReport.Match(
                "vpn/gw1",
                "10.0.0.11:500",
                silent ? PolicyAnswer.UNKNOWN : PolicyAnswer.REFUSED,
                List.of(),
                List.of("group: offered MODP_1024; the gateway takes MODP_2048")),
            new ClientReport.Match(
                "vpn/gw2",
                "10.0.0.12:500",
                PolicyAnswer.ACCEPTED,
                List.of("A/B/C/MODP_1024"),
                List.of())),
        "not visible from outside",
        List.of(new ClientReport.Commands("minimum", "strongSwan", List.of("proposals = x"))),
        policies());
  }

  private List<GatewayPolicy> policies() {
    return List.of(
        policy("gw1", "10.0.0.11:500", silent ? PolicyAnswer.UNKNOWN : PolicyAnswer.REFUSED),
        policy("gw2", "10.0.0.12:500", PolicyAnswer.ACCEPTED));
  }

  private GatewayPolicy policy(String name, String endpoint, PolicyAnswer weak) {
    boolean unknown = weak == PolicyAnswer.UNKNOWN;
    PolicyAnswer strong = unknown ? weak : PolicyAnswer.ACCEPTED;
    return new GatewayPolicy(
        "vpn/" + name,
        endpoint,
        !unknown,
        unknown ? "it did not answer" : "",
        List.of(
            new GatewayPolicy.Algorithm("group", "MODP_2048", strong),
            new GatewayPolicy.Algorithm("group", "MODP_1024", weak)),
        List.of(
            new GatewayPolicy.Suite("AES256 SHA256 Group14", "A/B/C/MODP_2048", strong),
            new GatewayPolicy.Suite("", "A/B/C/MODP_1024", weak),
            new GatewayPolicy.Suite("", "refused by all", PolicyAnswer.REFUSED)),
        new GatewayPolicy.Sent("10.0.0.1", 40, 12_345, unknown ? 0 : 40));
  }
}
