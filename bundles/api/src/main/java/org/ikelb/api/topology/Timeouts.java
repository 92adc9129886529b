package org.ikelb.api.topology;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * When silence ends things.
 *
 * @param halfOpen a session without an IKE_AUTH ends this long after it was opened
 * @param authenticating a half-open session ends this long after its last IKE_AUTH exchange
 * @param ike an upstream of a virtual server that speaks {@code ike} ends after this much silence
 * @param natT the same for {@code nat-t}, while the session is not established
 * @param established the same for {@code nat-t}, once it is
 */
@ProviderType
public record Timeouts(
    Duration halfOpen, Duration authenticating, Duration ike, Duration natT, Duration established) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(150),
          Duration.ofSeconds(60),
          Duration.ofMinutes(2),
          Duration.ofMinutes(40));
}
