package org.ikelb.ike;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One choice of algorithms in an SA payload (RFC 7296, section 3.3.1).
 *
 * <p>Immutable and thread-safe.
 *
 * @param number from 1
 * @param protocol 1: IKE, 2: AH, 3: ESP
 * @param spi empty where the header has it
 * @param transforms in the order sent; of each type the other side picks one
 */
public record Proposal(int number, int protocol, Octets spi, List<Transform> transforms) {
  /** The protocol number of IKE. */
  public static final int IKE = 1;

  public Proposal {
    transforms = List.copyOf(transforms);
  }

  /** {@code AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048}. */
  public String describe() {
    return transforms.stream().map(Transform::describe).collect(Collectors.joining("/"));
  }
}
