package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.junit.jupiter.api.Test;

class ExporterPluginTest {
  @Test
  void writesNothingOfNothing() {
    Exporter exporter = new Factory().create(new Settings());
    Export export =
        exporter.export(
            new ExportRequest(Topology.empty(), exporter.forms().get(0), ClientAddress.PRESERVE));
    assertEquals(List.of(new Export.Document("gateways.txt", "")), export.documents());
  }
}
