package org.ikelb.acceptance.lab;

import java.util.Optional;

/**
 * What may tell one gateway of the lab from another; each method returns a changed copy.
 *
 * <p>Immutable.
 *
 * @param proposals of IKE that it takes, as in swanctl.conf
 * @param certificate the name of its certificate's file
 * @param addresses that it has for its clients; empty: a network of its own
 */
public record GatewaySettings(String proposals, String certificate, Optional<String> addresses) {
  private static final String USUAL_PROPOSALS =
      "aes256-sha256-modp2048,aes256gcm16-prfsha256-ecp256";

  /** Takes what the clients of the lab offer. */
  public static GatewaySettings usual() {
    return new GatewaySettings(USUAL_PROPOSALS, Certificates.USUAL, Optional.empty());
  }

  /**
   * Takes these alone.
   *
   * @param only {@code aes256gcm16-prfsha384-ecp384}
   */
  public GatewaySettings taking(String only) {
    return new GatewaySettings(only, certificate, addresses);
  }

  /** Takes this, too. */
  public GatewaySettings takingAlso(String more) {
    return taking(proposals + "," + more);
  }

  /** With a certificate that expired yesterday. */
  public GatewaySettings expired() {
    return new GatewaySettings(proposals, Certificates.EXPIRED, addresses);
  }

  /**
   * With these addresses for its clients.
   *
   * @param pool {@code 10.202.0.1/32}
   */
  public GatewaySettings addresses(String pool) {
    return new GatewaySettings(proposals, certificate, Optional.of(pool));
  }
}
