package org.ikelb.exporter.citrix;

import java.util.List;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Product;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Form;

/**
 * Writes the topology for Citrix ADC (NetScaler): the same objects as commands of its command line
 * and as requests of its NITRO API.
 *
 * <p>Stateless and thread-safe.
 */
final class CitrixExporter implements Exporter {
  static final Product PRODUCT = new Product("Citrix ADC", Pages.COMMANDS);

  static final Form NS_CONF =
      new Form("ns-conf", "commands as in ns.conf, to be pasted into its command line");
  static final Form NITRO =
      new Form("nitro", "requests of its NITRO API, as a JSON list of method, path and body");

  @Override
  public List<Form> forms() {
    return List.of(NS_CONF, NITRO);
  }

  @Override
  public Export export(ExportRequest request) {
    Findings findings = new Findings();
    List<CitrixObject> objects = new CitrixObjects(request, findings).all();
    Export.Document document =
        request.form().equals(NITRO)
            ? new Export.Document("citrix-nitro.json", NitroJson.write(objects))
            : new Export.Document("citrix-ns.conf", NsConf.write(objects, findings));
    return findings.export(List.of(document));
  }
}
