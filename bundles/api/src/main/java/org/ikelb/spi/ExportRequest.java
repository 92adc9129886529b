package org.ikelb.spi;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an exporter is asked to write.
 *
 * <p>Made by ikelb: a minor version may add components. Immutable and thread-safe.
 *
 * @param topology validated
 * @param form one of {@link Exporter#forms}
 * @param clientAddress what gateways are to see of clients: PRESERVE unless the administrator asks
 *     for TRANSLATE, whatever the pools say, since gateways want the client's own address
 * @param persistBySpi whether the administrator asks for persistency by the SPIs of IKE, where the
 *     product can have it; one that cannot says so in a finding
 */
@ProviderType
public record ExportRequest(
    Topology topology, Form form, ClientAddress clientAddress, boolean persistBySpi) {

  /** One for the product's usual persistency. */
  public ExportRequest(Topology topology, Form form, ClientAddress clientAddress) {
    this(topology, form, clientAddress, false);
  }
}
