package org.ikelb.spi;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;

/**
 * What an exporter is asked to write.
 *
 * @param topology validated
 * @param form one of {@link Exporter#forms}
 * @param clientAddress what gateways are to see of clients: PRESERVE unless the administrator asks
 *     for TRANSLATE, whatever the pools say, since gateways want the client's own address
 */
public record ExportRequest(Topology topology, Form form, ClientAddress clientAddress) {}
