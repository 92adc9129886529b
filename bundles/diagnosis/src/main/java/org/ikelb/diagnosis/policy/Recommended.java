package org.ikelb.diagnosis.policy;

import java.util.List;
import org.ikelb.api.diagnosis.ClientReport.Commands;
import org.ikelb.diagnosis.policy.text.WindowsCommands;

/**
 * Policies that are worth having, for both sides. RRAS and the Windows client have one suite each,
 * so both must be set to the same. Pure functions.
 */
final class Recommended {
  private static final String MINIMUM = "minimum: AES-128, SHA-256, group 14";
  private static final String STRONG = "strong: AES-256, SHA-384, ECP384; AES-GCM-256 for ESP";

  private Recommended() {}

  static List<Commands> commands() {
    return List.of(
        new Commands(MINIMUM, "RRAS", WindowsCommands.forRras(WindowsCommands.MINIMUM)),
        new Commands(
            MINIMUM, "Windows client", List.of(WindowsCommands.forClient(WindowsCommands.MINIMUM))),
        new Commands(
            MINIMUM,
            "strongSwan",
            List.of(
                "proposals = aes128-sha256-modp2048", "esp_proposals = aes128-sha256-modp2048")),
        new Commands(STRONG, "RRAS", WindowsCommands.forRras(WindowsCommands.STRONG)),
        new Commands(
            STRONG, "Windows client", List.of(WindowsCommands.forClient(WindowsCommands.STRONG))),
        new Commands(
            STRONG,
            "strongSwan",
            List.of("proposals = aes256-sha384-ecp384", "esp_proposals = aes256gcm16-ecp384")));
  }
}
