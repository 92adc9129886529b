package org.ikelb.api.diagnosis;

import java.util.List;

/**
 * What one gateway takes for IKE, as asked at one of its addresses.
 *
 * <p>Immutable and thread-safe.
 *
 * @param gateway {@code pool/gateway}
 * @param endpoint the address and port that was asked
 * @param answered whether it answered at all
 * @param note why something is unknown; empty: all is known
 * @param algorithms each of those that were asked for: whether it takes any suite with it
 * @param suites sets of algorithms that were asked for as a whole: the well-known ones of Windows,
 *     and all that can be made of what it takes if these are few
 * @param sent what it was asked with
 */
public record GatewayPolicy(
    String gateway,
    String endpoint,
    boolean answered,
    String note,
    List<Algorithm> algorithms,
    List<Suite> suites,
    Sent sent) {
  public GatewayPolicy {
    algorithms = List.copyOf(algorithms);
    suites = List.copyOf(suites);
  }

  /**
   * One algorithm.
   *
   * @param kind {@code encryption}, {@code integrity}, {@code prf} or {@code group}
   * @param name {@code AES_CBC_256}
   */
  public record Algorithm(String kind, String name, PolicyAnswer answer) {}

  /**
   * Algorithms that make an IKE SA together.
   *
   * @param windows what Windows calls it, {@code AES256 SHA256 Group14}; empty: Windows cannot be
   *     set to it
   * @param name {@code AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048}
   */
  public record Suite(String windows, String name, PolicyAnswer answer) {}

  /**
   * What was sent.
   *
   * @param source the address it was sent from
   * @param datagrams questions, with those repeated
   * @param bytes of these, without UDP and IP headers
   * @param answers how many came back
   */
  public record Sent(String source, int datagrams, long bytes, int answers) {}
}
