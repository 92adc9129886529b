package org.ikelb.acceptance.lab;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An IKE SA as one end sees it.
 *
 * @param connection its name in swanctl.conf
 * @param state {@code ESTABLISHED}, {@code CONNECTING}, ...
 * @param remoteId identity of the other end
 * @param remoteHost address of the other end
 * @param initiatorSpi as shown by strongSwan: 16 hexadecimal digits
 * @param responderSpi the same
 */
public record SecurityAssociation(
    String connection,
    String state,
    String remoteId,
    String remoteHost,
    String initiatorSpi,
    String responderSpi) {
  private static final Pattern EVENT = Pattern.compile("list-sa event \\{(\\S+) \\{([^{]*)");
  private static final Pattern FIELD = Pattern.compile("([a-z-]+)=(\\S+)");

  /** Reads the output of {@code swanctl --list-sas --raw}. */
  static List<SecurityAssociation> parse(String raw) {
    return EVENT.matcher(raw).results().map(SecurityAssociation::of).toList();
  }

  private static SecurityAssociation of(MatchResult event) {
    Map<String, String> fields =
        FIELD
            .matcher(event.group(2))
            .results()
            .collect(Collectors.toMap(f -> f.group(1), f -> f.group(2), (first, again) -> first));
    return new SecurityAssociation(
        event.group(1),
        fields.getOrDefault("state", ""),
        fields.getOrDefault("remote-id", ""),
        fields.getOrDefault("remote-host", ""),
        fields.getOrDefault("initiator-spi", ""),
        fields.getOrDefault("responder-spi", ""));
  }

  public boolean established() {
    return state.equals("ESTABLISHED");
  }

  /** Its SPIs, initiator first: {@code 0123456789abcdef-fedcba9876543210}. */
  public String spiPair() {
    return initiatorSpi + "-" + responderSpi;
  }

  /** The name of the client it belongs to, seen from a gateway: {@code c1}. */
  public String client() {
    return remoteId.replace(".client.test", "");
  }
}
