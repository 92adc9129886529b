package org.ikelb.diagnosis.policy.text;

import java.util.List;

/**
 * Commands that set both sides of Windows to one policy. Names and values are those of Microsoft's
 * reference of {@code Set-VpnServerConfiguration} and {@code Set-VpnConnectionIPsecConfiguration}.
 * Pure functions.
 */
public final class WindowsCommands {
  /** AES-128, SHA-256, group 14: the least that is advised. */
  public static final String MINIMUM =
      " -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14"
          + " -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048";

  /** AES-256, SHA-384, ECP384 for IKE; AES-GCM-256 for ESP. */
  public static final String STRONG =
      " -AuthenticationTransformConstants GCMAES256 -CipherTransformConstants GCMAES256 -DHGroup"
          + " ECP384 -EncryptionMethod AES256 -IntegrityCheckMethod SHA384 -PfsGroup ECP384";

  private WindowsCommands() {}

  /** To be typed at a gateway with RRAS; cuts its sessions. */
  public static List<String> forRras(String policy) {
    return List.of(
        "Set-VpnServerConfiguration -TunnelType IKEv2 -CustomPolicy" + policy,
        "Restart-Service RemoteAccess");
  }

  /** To be typed at a client whose connection is called NAME. */
  public static String forClient(String policy) {
    return "Set-VpnConnectionIPsecConfiguration -ConnectionName NAME" + policy + " -Force";
  }
}
