package org.ikelb.exporter.kemp;

import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Topologies;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Form;
import org.ikelb.spi.NoSettings;

/** What the exporter makes of the topologies that all exporters are tried with. */
final class Exports {
  static final Exporter EXPORTER = new KempExporterFactory().create(new NoSettings());

  private Exports() {}

  static List<Export> all(Topology topology) {
    return EXPORTER.forms().stream()
        .map(form -> new ExportRequest(topology, form, ClientAddress.PRESERVE))
        .map(EXPORTER::export)
        .toList();
  }

  static String text(Topologies topologies, Form form, ClientAddress clientAddress) {
    ExportRequest request = new ExportRequest(topologies.topology(), form, clientAddress);
    return EXPORTER.export(request).documents().get(0).content();
  }

  static LoadMaster model(Topologies topologies, ClientAddress clientAddress) {
    return Translation.of(
        new ExportRequest(topologies.topology(), KempExporter.API_V1, clientAddress),
        new Findings());
  }
}
