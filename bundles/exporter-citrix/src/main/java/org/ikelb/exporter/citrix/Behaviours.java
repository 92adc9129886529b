package org.ikelb.exporter.citrix;

import static org.ikelb.exporter.citrix.CitrixExporter.PRODUCT;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.exporter.kit.Behaviour;
import org.ikelb.exporter.kit.Behaviour.Said;
import org.ikelb.spi.ExportRequest;

/**
 * What a Citrix ADC does with flows.
 *
 * <p>Stateless and thread-safe.
 */
final class Behaviours {
  private static final Said DOWN =
      new Said(
          Pages.COMMANDS,
          "Flows of a gateway that goes down end at once (downStateFlush), so that its clients dial"
              + " again; ikelb keeps established sessions.");

  private static final Said OFFERED =
      new Said(
          Pages.RULE_PERSISTENCE,
          "--persist-by-spi goes by the initiator's SPI instead, for NetScaler 14.1-29 or newer.");

  private static final Said CHOSEN =
      new Said(
          Pages.RULE_PERSISTENCE,
          "Clients are told apart by the initiator's SPI in the first datagram of a flow, which"
              + " needs NetScaler 14.1-29 or newer. A flow that begins with ESP may get another"
              + " gateway, and so may one that begins after an IKE SA was rekeyed. The prefix"
              + " CLIENT.UDP.PAYLOAD is written after CLIENT.TCP.PAYLOAD, and is on no page that"
              + " was found: try one add lb vserver first.");

  private Behaviours() {}

  static Behaviour of(ExportRequest request) {
    boolean preserve = request.clientAddress() == ClientAddress.PRESERVE;
    return new Behaviour(
        Pages.FLOWS,
        new Said(
            Pages.COMMANDS,
            preserve
                ? "Clients keep their source ports (useproxyport NO)."
                : PRODUCT + " chooses source ports by itself (useproxyport YES)."),
        new Said(
            Pages.COMMANDS,
            preserve
                ? "Gateways see clients' own addresses (usip YES), so their default route must lead"
                    + " through the Citrix ADC; --client-address translate exports the other way."
                : "All clients share few addresses: raise the limit of logins for each address at"
                    + " the gateways (RRAS: IkeNumEstablishedForInitialQuery)."),
        DOWN,
        request.persistBySpi() ? CHOSEN : OFFERED,
        request.persistBySpi());
  }
}
