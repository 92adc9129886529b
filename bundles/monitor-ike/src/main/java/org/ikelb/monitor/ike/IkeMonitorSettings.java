package org.ikelb.monitor.ike;

import java.util.Optional;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.WideOffer;
import org.ikelb.spi.Setting;

/**
 * Settings of the monitor.
 *
 * <p>Immutable and thread-safe.
 */
public record IkeMonitorSettings(
    @Setting(
            help =
                "What is asked: `readiness` is \"would you take one of these proposals now?\";"
                    + " `liveness` is \"do you speak IKEv2?\", which also a gateway that refuses every user"
                    + " answers; `any` is readiness, and where that is not answered in half of the"
                    + " time, liveness too.",
            defaultValue = "any")
        ProbeKind probe,
    @Setting(
            help =
                "The proposal that a gateway must take to be up, for example"
                    + " `\"AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384\"`. If not given, it is"
                    + " offered what gateways are mostly set to ("
                    + WideOffer.IN_WORDS
                    + "), and is up even if it refuses all of that, with the warning"
                    + " `proposals-refused`.")
        Optional<String> proposal) {

  public IkeMonitorSettings {
    if (proposal.isPresent()) {
      check(probe, proposal.get());
    }
  }

  private static void check(ProbeKind probe, String proposal) {
    if (probe == ProbeKind.LIVENESS) {
      throw new IllegalArgumentException(
          "\"proposal\" is nothing that the probe \"liveness\" asks for; leave one of them out");
    }
    try {
      Proposal.parse(proposal);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"proposal\": " + e.getMessage(), e);
    }
  }
}
