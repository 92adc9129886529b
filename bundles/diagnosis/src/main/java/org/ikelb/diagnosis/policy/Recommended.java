package org.ikelb.diagnosis.policy;

import java.util.List;
import org.ikelb.api.diagnosis.ClientReport.Commands;

/**
 * Policies that are worth having, for both sides. RRAS and the Windows client have one suite each,
 * so both must be set to the same. Pure functions.
 */
final class Recommended {
  private static final String MINIMUM = "minimum: AES-128, SHA-256, group 14";
  private static final String STRONG = "strong: AES-256, SHA-384, ECP384; AES-GCM-256 for ESP";

  private static final String MINIMUM_VALUES =
      "-AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14"
          + " -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048";

  private static final String STRONG_VALUES =
      "-AuthenticationTransformConstants GCMAES256 -CipherTransformConstants GCMAES256 -DHGroup"
          + " ECP384 -EncryptionMethod AES256 -IntegrityCheckMethod SHA384 -PfsGroup ECP384";

  private Recommended() {}

  static List<Commands> commands() {
    return List.of(
        new Commands(MINIMUM, "RRAS", rras(MINIMUM_VALUES)),
        new Commands(MINIMUM, "Windows client", client(MINIMUM_VALUES)),
        new Commands(
            MINIMUM,
            "strongSwan",
            List.of(
                "proposals = aes128-sha256-modp2048", "esp_proposals = aes128-sha256-modp2048")),
        new Commands(STRONG, "RRAS", rras(STRONG_VALUES)),
        new Commands(STRONG, "Windows client", client(STRONG_VALUES)),
        new Commands(
            STRONG,
            "strongSwan",
            List.of("proposals = aes256-sha384-ecp384", "esp_proposals = aes256gcm16-ecp384")));
  }

  private static List<String> rras(String values) {
    return List.of(
        "Set-VpnServerConfiguration -TunnelType IKEV2 -CustomPolicy " + values,
        "Restart-Service RemoteAccess");
  }

  private static List<String> client(String values) {
    return List.of(
        "Set-VpnConnectionIPsecConfiguration -ConnectionName \"NAME\" " + values + " -Force");
  }
}
