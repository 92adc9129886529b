package org.ikelb.exporter.rras;

/**
 * An IKE and IPsec policy, in the words that the cmdlets for gateways (Set-VpnServerConfiguration)
 * and clients (Set-VpnConnectionIPsecConfiguration) share. The default of Windows has 3DES, SHA-1
 * and a group of 1024 bits.
 */
enum IpsecPolicy {
  /** What every supported Windows can do. */
  STRONG("SHA256128", "AES128", "Group14", "AES128", "SHA256", "PFS2048"),
  /** From Windows 10 and Windows Server 1803 on. */
  STRONGEST("GCMAES128", "GCMAES128", "Group14", "GCMAES128", "SHA256", "ECP256");

  private final String authenticationTransform;
  private final String cipherTransform;
  private final String group;
  private final String encryption;
  private final String integrity;
  private final String pfsGroup;

  IpsecPolicy(
      String authenticationTransform,
      String cipherTransform,
      String group,
      String encryption,
      String integrity,
      String pfsGroup) {
    this.authenticationTransform = authenticationTransform;
    this.cipherTransform = cipherTransform;
    this.group = group;
    this.encryption = encryption;
    this.integrity = integrity;
    this.pfsGroup = pfsGroup;
  }

  /** A table of parameters for splatting. */
  String powerShell() {
    return """
        @{
            AuthenticationTransformConstants = '%s'
            CipherTransformConstants = '%s'
            DHGroup = '%s'
            EncryptionMethod = '%s'
            IntegrityCheckMethod = '%s'
            PfsGroup = '%s'
        }"""
        .formatted(
            authenticationTransform, cipherTransform, group, encryption, integrity, pfsGroup);
  }
}
