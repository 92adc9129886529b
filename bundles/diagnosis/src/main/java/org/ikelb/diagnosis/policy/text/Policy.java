package org.ikelb.diagnosis.policy.text;

import java.util.List;
import org.ikelb.ike.Proposal;

/**
 * What one side is set to.
 *
 * <p>Immutable and thread-safe.
 *
 * @param form what it was read from, in words
 * @param ike what it offers or takes for IKE, the first one first; of each kind of algorithm there
 *     may be several
 * @param whole whether that is all of it
 * @param esp the same for ESP; empty: it is not said
 * @param remarks what is not certain
 */
public record Policy(
    String form, List<Proposal> ike, boolean whole, List<Esp> esp, List<String> remarks) {
  public Policy {
    ike = List.copyOf(ike);
    esp = List.copyOf(esp);
    remarks = List.copyOf(remarks);
  }

  /**
   * One way to protect traffic.
   *
   * @param suite {@code AES_CBC_256/HMAC_SHA2_256_128}
   * @param groups for perfect forward secrecy: one of them; empty: without
   */
  public record Esp(String suite, List<String> groups) {
    public Esp {
      groups = List.copyOf(groups);
    }
  }
}
