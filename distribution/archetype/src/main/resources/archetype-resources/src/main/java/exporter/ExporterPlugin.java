package ${package};

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Pool;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Form;

/** Writes the gateways of every pool, and says that it leaves out the guards. */
final class ExporterPlugin implements Exporter {
  private static final Form LIST = new Form("list", "One line a gateway: pool, name, addresses.");

  ExporterPlugin(Settings settings) {}

  @Override
  public List<Form> forms() {
    return List.of(LIST);
  }

  @Override
  public Export export(ExportRequest request) {
    StringBuilder text = new StringBuilder();
    List<Finding> findings = new ArrayList<>();
    for (Pool pool : request.topology().pools().values()) {
      for (Gateway gateway : pool.gateways().values()) {
        text.append(gateway.id()).append(' ').append(gateway.addresses()).append('\n');
      }
      if (!pool.guards().isEmpty()) {
        findings.add(
            new Finding(
                Finding.Effect.LOSSY, "pools." + pool.name() + ".guards", "Guards are left out."));
      }
    }
    return new Export(List.of(new Export.Document("gateways.txt", text.toString())), findings);
  }
}
