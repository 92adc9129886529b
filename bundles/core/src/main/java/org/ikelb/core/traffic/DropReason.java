package org.ikelb.core.traffic;

import java.util.Locale;

/** Why a datagram was dropped. The names are an interface: views, metrics and docs use them. */
public enum DropReason {
  TRUNCATED("It was received cut; what is not whole is never forwarded."),
  NOT_NAT_T("On a nat-t port: neither ESP, nor IKE behind its marker, nor a keepalive."),
  TOO_SHORT("Shorter than an IKE header (28 bytes)."),
  LENGTH("The length in the IKE header is below 28 or beyond the datagram."),
  IKEV1(
      "IKEv1, as L2TP/IPsec and IKEv1 profiles speak it; ikelb balances IKEv2 only. On a Windows"
          + " client: Set-VpnConnection -Name NAME -TunnelType Ikev2"),
  VERSION("Neither IKE version 2 nor 1."),
  EXCHANGE("An IKE exchange that ikelb does not know."),
  FLAGS("Flags that do not fit the exchange and direction."),
  SPI("An IKE SPI is 0 that must not be, or not 0 that must be."),
  MESSAGE_ID("An IKE_SA_INIT with a message id; some gateways never recover from it."),
  UNPROTECTED("An IKE message of a client in clear that must be protected."),
  STRANGER_IKE("IKE of no known session that no gateway was, or could be, asked about."),
  STRANGER_LIMIT("IKE of no known session, and too much of that to offer it to the gateways."),
  STRANGER_ESP("ESP from an endpoint without a flow, with an SPI that no session has alone."),
  STRANGER_KEEPALIVE("A NAT keepalive from an endpoint without a flow."),
  ENDPOINT_MOVED("IKE from an unproven endpoint that no client which moved can have sent."),
  FOREIGN_ANSWER("A gateway's answer to an IKE_SA_INIT of whoever had the upstream port before."),
  STRANGER_ANSWER("A gateway's answer that does not prove the stranger to be its own."),
  UNPROVEN_ADDRESS(
      "More of a gateway's answers than a client gets before it has shown that its address is right;"
          + " or an answer to IKE_SA_INIT of more than 4,096 bytes and three times its request."),
  HAND_OVER_FULL(
      "Too much was on its way from one event loop to another, or its address was removed meanwhile."),
  OPENING_LIMIT(
      "More sessions were being opened than the event loop had time for, or until its address was"
          + " removed."),
  TEST_LIMIT("A request of a reachability test, of which too many came at once."),
  GUARD("A guard refused the IKE_SA_INIT."),
  NO_GATEWAY("No gateway of the pool takes new sessions."),
  PLUGIN_ABSENT("A guard is not there, and the pool says `drop` for that (`guardFailure`)."),
  PLUGIN_FAILED("A guard threw or returned nonsense, and the pool says `drop` for that."),
  INTERNAL_ERROR("Something went wrong in ikelb that should not; the log says what."),
  SESSION_LIMIT("As many sessions as there can be, and none of them half-open."),
  NO_UPSTREAM_PORT("All upstream ports towards the gateway are in use."),
  UPSTREAM_FAILED("The socket towards the gateway could not be opened."),
  UPSTREAM_CLOSED("An answer to a session that has ended."),
  BUFFER_FULL("The kernel had no room to send it."),
  TOO_LONG("Too long for the path, and not to be cut."),
  REFUSED("The gateway's host says that nobody listens on the port."),
  UNREACHABLE("No route, or not permitted, to send it.");

  private final String help;

  DropReason(String help) {
    this.help = help;
  }

  /** The name shown to people and machines: {@code stranger-ike}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it means, in a sentence. */
  public String help() {
    return help;
  }
}
