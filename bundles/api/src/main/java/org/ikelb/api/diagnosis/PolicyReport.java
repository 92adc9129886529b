package org.ikelb.api.diagnosis;

import java.util.List;

/**
 * What gateways take for IKE.
 *
 * <p>Immutable and thread-safe.
 *
 * @param differences between gateways of one pool: they make logins fail now and then
 * @param gateways one for each address that was asked
 * @param ratings of each algorithm that any of them takes, the worst first
 */
public record PolicyReport(
    List<Difference> differences, List<GatewayPolicy> gateways, List<Rating> ratings) {
  public PolicyReport {
    differences = List.copyOf(differences);
    gateways = List.copyOf(gateways);
    ratings = List.copyOf(ratings);
  }

  /**
   * Something that not all gateways of a pool take.
   *
   * @param kind as in {@link GatewayPolicy.Algorithm}, or {@code suite}
   * @param accepting {@code pool/gateway}, with the address where it has several
   * @param refusing those that say no; of others it is not known
   */
  public record Difference(
      String pool, String kind, String name, List<String> accepting, List<String> refusing) {
    public Difference {
      accepting = List.copyOf(accepting);
      refusing = List.copyOf(refusing);
    }
  }

  /**
   * What RFC 8247 says to an algorithm that is taken.
   *
   * @param level {@code MUST NOT}, {@code SHOULD NOT}, {@code MAY}, {@code MUST-}, {@code SHOULD},
   *     {@code SHOULD+} or {@code MUST}
   * @param source where it is said
   * @param note what is to be known of it besides; may be empty
   * @param gateways who takes it
   */
  public record Rating(
      String kind, String name, String level, String source, String note, List<String> gateways) {
    public Rating {
      gateways = List.copyOf(gateways);
    }
  }
}
