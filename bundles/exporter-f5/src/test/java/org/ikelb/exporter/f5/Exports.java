package org.ikelb.exporter.f5;

import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Topologies;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Form;
import org.ikelb.spi.NoSettings;

/** What the exporter makes of the topologies that all exporters are tried with. */
final class Exports {
  private static final Exporter EXPORTER = new F5ExporterFactory().create(new NoSettings());

  private Exports() {}

  static List<Export> all(Topologies topologies) {
    return EXPORTER.forms().stream()
        .map(form -> of(topologies, form, ClientAddress.PRESERVE))
        .toList();
  }

  static Export of(Topologies topologies, Form form, ClientAddress clientAddress) {
    return EXPORTER.export(new ExportRequest(topologies.topology(), form, clientAddress));
  }

  static String text(Topologies topologies, Form form) {
    return text(topologies, form, ClientAddress.PRESERVE);
  }

  static String text(Topologies topologies, Form form, ClientAddress clientAddress) {
    return of(topologies, form, clientAddress).documents().get(0).content();
  }

  static Export bySpi(Topologies topologies, Form form) {
    return EXPORTER.export(
        new ExportRequest(topologies.topology(), form, ClientAddress.PRESERVE, true));
  }

  static BigIp modelBySpi(Topologies topologies) {
    return Translation.of(
        new ExportRequest(topologies.topology(), F5Exporter.AS3, ClientAddress.PRESERVE, true),
        new Findings());
  }

  static BigIp model(Topologies topologies, ClientAddress clientAddress) {
    return Translation.of(
        new ExportRequest(topologies.topology(), F5Exporter.AS3, clientAddress), new Findings());
  }
}
