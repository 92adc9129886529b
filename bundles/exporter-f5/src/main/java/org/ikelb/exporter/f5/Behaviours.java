package org.ikelb.exporter.f5;

import static org.ikelb.exporter.f5.Translation.PRODUCT;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.exporter.kit.Behaviour;
import org.ikelb.exporter.kit.Behaviour.Said;
import org.ikelb.spi.ExportRequest;

/**
 * What a BIG-IP does with flows.
 *
 * <p>Stateless and thread-safe.
 */
final class Behaviours {
  private static final Said DOWN =
      new Said(
          Pages.TMSH,
          "Flows of a gateway that goes down move at once (service-down-action reselect), so that"
              + " its clients dial again; ikelb keeps established sessions.");

  private static final Said OFFERED =
      new Said(
          Pages.UNIVERSAL,
          "--persist-by-spi goes by the initiator's SPI instead, by universal persistence.");

  private static final Said CHOSEN =
      new Said(
          Pages.UDP_EVENTS,
          "Clients are told apart by the initiator's SPI in the first datagram of a flow (universal"
              + " persistence by an iRule). A flow that begins with ESP may get another gateway, and"
              + " so may one that begins after an IKE SA was rekeyed.");

  private Behaviours() {}

  static Behaviour of(ExportRequest request) {
    boolean preserve = request.clientAddress() == ClientAddress.PRESERVE;
    return new Behaviour(
        Pages.UDP_EVENTS,
        new Said(
            Pages.TMSH,
            preserve
                ? "Clients keep their source ports (source-port preserve)."
                : PRODUCT + " chooses source ports by itself (source-port change)."),
        new Said(
            Pages.SCHEMA,
            preserve
                ? "Gateways see clients' own addresses (snat none), so their default route must lead"
                    + " through the BIG-IP; --client-address translate exports the other way."
                : "All clients share few addresses: raise the limit of logins for each address at"
                    + " the gateways (RRAS: IkeNumEstablishedForInitialQuery)."),
        DOWN,
        request.persistBySpi() ? CHOSEN : OFFERED,
        request.persistBySpi());
  }
}
