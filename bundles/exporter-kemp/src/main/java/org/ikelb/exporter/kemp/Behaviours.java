package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.exporter.kit.Behaviour;
import org.ikelb.exporter.kit.Behaviour.Said;
import org.ikelb.spi.ExportRequest;

/**
 * What a LoadMaster does with flows.
 *
 * <p>Stateless and thread-safe.
 */
final class Behaviours {
  private static final Said DOWN =
      new Said(
          Pages.DROP_ON_FAILURE,
          "Flows of a gateway that goes down stay with it, and with them clients that dial again from"
              + " the same port, until the idle time is over: switch on Drop Connections on RS Failure"
              + " (System Configuration, Miscellaneous Options, L7 Configuration), which holds for all"
              + " services of the LoadMaster.");

  private static final Said BY_SPI =
      new Said(
          Pages.MODULE,
          "No persistence of "
              + PRODUCT
              + " for UDP looks into the datagram: --persist-by-spi"
              + " changes nothing.");

  private Behaviours() {}

  static Behaviour of(ExportRequest request) {
    boolean preserve = request.clientAddress() == ClientAddress.PRESERVE;
    return new Behaviour(
        Pages.STANDARD_OPTIONS,
        new Said(Pages.MODULE, PRODUCT + " has no setting for the source ports that it uses."),
        preserve
            ? new Said(
                Pages.TRANSPARENCY_REQUIREMENTS,
                "Gateways see clients' own addresses (Transparent), so their default route must lead"
                    + " through the LoadMaster; --client-address translate exports the other way.")
            : new Said(
                Pages.STANDARD_OPTIONS,
                "All clients share few addresses: raise the limit of logins for each address at the"
                    + " gateways (RRAS: IkeNumEstablishedForInitialQuery)."),
        DOWN,
        BY_SPI,
        false);
  }
}
