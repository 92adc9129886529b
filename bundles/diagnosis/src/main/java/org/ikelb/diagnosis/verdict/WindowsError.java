package org.ikelb.diagnosis.verdict;

/**
 * An error that a Windows client shows and logs (Application log, source RasClient, event 20227).
 *
 * <p>Immutable.
 */
public enum WindowsError {
  AUTHENTICATION_FAILURE(
      691,
      "ERROR_AUTHENTICATION_FAILURE",
      "user name or password were not taken, or the protocol for them is not permitted",
      Source.RAS_CODES),
  VPN_TUNNELS_FAILED(
      800,
      "ERROR_AUTOMATIC_VPN_FAILED",
      "none of the tunnel types that were tried came up",
      Source.RAS_CODES),
  NO_ANSWER(
      809,
      "ERROR_VPN_TIMEOUT",
      "the server does not answer: a firewall, a NAT, lost fragments, a server that is down",
      Source.HICKS_809),
  POLICY_OF_SERVER(
      812,
      "ERROR_SERVER_POLICY",
      "a policy of the RADIUS server does not permit it, or wants another way to authenticate",
      Source.MICROSOFT_ALWAYS_ON),
  USER_CERTIFICATE_INVALID(
      853,
      "ERROR_EAP_USER_CERT_INVALID",
      "the certificate that shows the client to the server is not valid for it",
      Source.HICKS_853),
  SERVER_ROOT_NOT_FOUND(
      864,
      "ERROR_EAP_SERVER_ROOT_CERT_NOT_FOUND",
      "the client knows no root for the certificate of the RADIUS server, or that has none",
      Source.HICKS_864),
  CREDENTIALS_UNACCEPTABLE(
      13801,
      "ERROR_IPSEC_IKE_AUTH_FAIL",
      "IKE credentials are unacceptable: mostly the gateway's certificate is not what the client"
          + " wants, by name, root, date or key usage",
      Source.MICROSOFT_ALWAYS_ON),
  NO_CERTIFICATE(
      13806,
      "ERROR_IPSEC_IKE_NO_CERT",
      "no valid machine certificate was found, on the client or on the gateway",
      Source.MICROSOFT_ALWAYS_ON),
  CERTIFICATE_TYPE(
      13819,
      "ERROR_IPSEC_IKE_INVALID_CERT_TYPE",
      "a certificate of a wrong type",
      Source.SYSTEM_CODES),
  POLICY_MATCH(
      13868,
      "ERROR_IPSEC_IKE_POLICY_MATCH",
      "client and gateway have no policy in common, for IKE or for ESP",
      Source.HICKS_13868);

  private final int number;
  private final String constant;
  private final String meaning;
  private final Source source;

  WindowsError(int number, String constant, String meaning, Source source) {
    this.number = number;
    this.constant = constant;
    this.meaning = meaning;
    this.source = source;
  }

  /** Who says what an error means. */
  public enum Source {
    RAS_CODES(
        "https://microsoft.github.io/windows-docs-rs/doc/windows/Win32/NetworkManagement/Rras/"),
    SYSTEM_CODES(
        "https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--12000-15999-"),
    MICROSOFT_ALWAYS_ON(
        "https://learn.microsoft.com/en-us/troubleshoot/windows-server/networking/troubleshoot-always-on-vpn"),
    HICKS_809(
        "https://directaccess.richardhicks.com/2019/02/14/troubleshooting-always-on-vpn-error-code-809/"),
    HICKS_853("https://directaccess.richardhicks.com/tag/853/"),
    HICKS_864("https://directaccess.richardhicks.com/tag/ikev2/page/9"),
    HICKS_13868(
        "https://directaccess.richardhicks.com/2019/09/02/always-on-vpn-ikev2-policy-mismatch-error/");

    private final String page;

    Source(String page) {
      this.page = page;
    }

    public String page() {
      return page;
    }
  }

  public int number() {
    return number;
  }

  /** Its name in the header files of Windows. */
  public String constant() {
    return constant;
  }

  public String meaning() {
    return meaning;
  }

  public Source source() {
    return source;
  }
}
