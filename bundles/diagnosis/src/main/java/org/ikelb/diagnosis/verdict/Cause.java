package org.ikelb.diagnosis.verdict;

import static org.ikelb.diagnosis.verdict.WindowsError.AUTHENTICATION_FAILURE;
import static org.ikelb.diagnosis.verdict.WindowsError.CERTIFICATE_TYPE;
import static org.ikelb.diagnosis.verdict.WindowsError.CREDENTIALS_UNACCEPTABLE;
import static org.ikelb.diagnosis.verdict.WindowsError.NO_ANSWER;
import static org.ikelb.diagnosis.verdict.WindowsError.NO_CERTIFICATE;
import static org.ikelb.diagnosis.verdict.WindowsError.POLICY_MATCH;
import static org.ikelb.diagnosis.verdict.WindowsError.POLICY_OF_SERVER;
import static org.ikelb.diagnosis.verdict.WindowsError.SERVER_ROOT_NOT_FOUND;
import static org.ikelb.diagnosis.verdict.WindowsError.USER_CERTIFICATE_INVALID;
import static org.ikelb.diagnosis.verdict.WindowsError.VPN_TUNNELS_FAILED;

import java.util.List;
import java.util.Locale;

/**
 * Why a client does not get in.
 *
 * <p>Immutable.
 */
public enum Cause {
  POLICY_DIFFERS(
      "Client and gateway have no IKE policy in common (encryption, integrity, group).",
      POLICY_MATCH),
  GATEWAYS_DIFFER(
      "The gateways of the pool have different IKE policies: others take what this client offers.",
      POLICY_MATCH),
  NO_CONNECTION(
      "The gateway has no connection for this client: strongSwan says NO_PROPOSAL_CHOSEN, too, when"
          + " none fits the addresses or the version of IKE.",
      POLICY_MATCH),
  GROUP_NOT_KNOWN(
      "The client does not know the key exchange group that the gateway wants.", POLICY_MATCH),
  REQUEST_NOT_UNDERSTOOD(
      "The gateway does not understand or does not want the request.", NO_ANSWER),
  GATEWAY_DEAD(
      "The IKE service of the gateway does not run, or hangs.", NO_ANSWER, VPN_TUNNELS_FAILED),
  WAY_TO_GATEWAY_CUT(
      "A firewall between ikelb and the gateway drops UDP 500 or 4500, one way or the other.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  GATEWAY_LIMITS(
      "The gateway takes no more from one source address, and all clients come from ikelb's.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  WAY_BACK_CUT(
      "Answers do not reach the client: a firewall, or a way back around ikelb.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  NOT_A_CLIENT("It was no client: a scanner, or a forged address, that wants no answer."),
  PORT_4500_BLOCKED(
      "UDP 4500 is blocked between the client and ikelb: the login goes there.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  FRAGMENTS_LOST_UP(
      "The client's login is longer than a packet, and IP fragments are dropped on its way here.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  FRAGMENTS_LOST_DOWN(
      "The gateway's answer is longer than a packet, and IP fragments are dropped on its way to the"
          + " client.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  FRAGMENTS_LOST_BEHIND(
      "The login is longer than a packet, and IP fragments are dropped between ikelb and the gateway.",
      NO_ANSWER,
      VPN_TUNNELS_FAILED),
  PACKETS_LOST("Packets are lost between the client and ikelb.", NO_ANSWER),
  CLIENT_HAS_NO_CERTIFICATE(
      "The client finds no machine certificate for its login, and so sends none.", NO_CERTIFICATE),
  CLIENT_STOPPED("The client was stopped, or lost its network."),
  LOGIN_SERVER_SILENT(
      "The gateway waits for its RADIUS server (NPS), which does not answer.",
      NO_ANSWER,
      AUTHENTICATION_FAILURE),
  GATEWAY_FORGOT(
      "The gateway does not know the IKE SA any more: it was restarted, or dropped the message.",
      NO_ANSWER),
  CERTIFICATE_NOT_TRUSTED(
      "The client does not take the gateway's certificate: its root, its date, its key usage.",
      CREDENTIALS_UNACCEPTABLE,
      NO_CERTIFICATE,
      CERTIFICATE_TYPE),
  NAME_DIFFERS(
      "The gateway's certificate or identity has another name than the client dials.",
      CREDENTIALS_UNACCEPTABLE),
  CREDENTIALS_REFUSED(
      "The gateway does not take what the client shows: certificate, pre-shared key or identity.",
      CREDENTIALS_UNACCEPTABLE,
      NO_CERTIFICATE,
      CERTIFICATE_TYPE),
  PASSWORD_WRONG(
      "User name or password are wrong, or the account is locked.", AUTHENTICATION_FAILURE),
  NETWORK_POLICY(
      "A policy of the RADIUS server (NPS) does not permit this user, group, or way to"
          + " authenticate.",
      POLICY_OF_SERVER,
      AUTHENTICATION_FAILURE),
  EAP_CERTIFICATES(
      "Within EAP one side does not take the other's certificate.",
      USER_CERTIFICATE_INVALID,
      SERVER_ROOT_NOT_FOUND),
  ESP_POLICY_DIFFERS(
      "Client and gateway have no ESP policy in common: the half of it that is not visible.",
      POLICY_MATCH),
  NO_INNER_ADDRESS("The gateway has no address left for the client."),
  NETWORKS_DIFFER("Client and gateway do not agree on the networks of the tunnel."),
  ESP_DROPPED("ESP in UDP is dropped on the way, or tunnel packets are too long for it."),
  NOT_USED("The tunnel is up, and nobody has sent anything through it."),
  GUARD_REFUSED("A guard of ikelb held it back: too many openings at once.", NO_ANSWER),
  NO_GATEWAY("No gateway of the pool takes new sessions.", NO_ANSWER, VPN_TUNNELS_FAILED),
  LIMIT_REACHED("A limit of ikelb was reached.", NO_ANSWER),
  ENDED_BY_IKELB("It was closed by hand, or for maintenance.", NO_ANSWER);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<WindowsError> windowsErrors;

  Cause(String title, WindowsError... windowsErrors) {
    this.title = title;
    this.windowsErrors = List.of(windowsErrors);
  }

  /** {@code policy-differs}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A sentence. */
  public String title() {
    return title;
  }

  /** What a Windows client may show then, the likeliest first. */
  public List<WindowsError> windowsErrors() {
    return windowsErrors;
  }
}
