package org.ikelb.diagnosis.policy;

import java.util.List;
import org.ikelb.api.diagnosis.GatewayPolicy;

/** How gateways are called in answers. Pure functions. */
final class Names {
  private Names() {}

  static String pool(GatewayPolicy policy) {
    return policy.gateway().substring(0, policy.gateway().indexOf('/'));
  }

  /** {@code vpn/gw1}, with the address if it was asked at several. */
  static String of(GatewayPolicy policy, List<GatewayPolicy> all) {
    long addresses = all.stream().filter(one -> one.gateway().equals(policy.gateway())).count();
    return addresses == 1 ? policy.gateway() : policy.gateway() + " at " + policy.endpoint();
  }
}
