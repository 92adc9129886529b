package org.ikelb.api.diagnosis;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.topology.GatewayId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks gateways which algorithms they take for IKE, with questions that leave no half-open SA
 * behind. What they take for ESP is not to be seen from outside.
 *
 * <p>Asks slowly, and for one caller at a time. Thread-safe.
 */
@ProviderType
public interface GatewayPolicies {
  /**
   * Asks these gateways, each at all its addresses. Blocks for a minute at most for each eight of
   * them; the answer is there sooner if they answer.
   *
   * @throws Refused if somebody else is asking, or a gateway is not known
   */
  PolicyReport audit(List<GatewayId> gateways) throws Refused, InterruptedException;

  /**
   * Asks these gateways, too, whether they take what a client offers. Blocks as long.
   *
   * @param client its policy, in any form that administrators have it in
   * @param server a gateway's own policy, which says more than can be seen from outside
   * @throws Refused if there is something wrong with a policy, with everything that is, or for the
   *     reasons of {@link #audit}
   */
  ClientReport compare(List<GatewayId> gateways, PolicyText client, Optional<PolicyText> server)
      throws Refused, InterruptedException;
}
