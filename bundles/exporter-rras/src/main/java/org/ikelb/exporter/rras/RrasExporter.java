package org.ikelb.exporter.rras;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Product;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Form;

/**
 * Writes PowerShell for Windows RRAS gateways and for their clients: what they need behind any
 * balancer. Of the topology only the gateways' addresses and the limit of SAs get into the code;
 * names stand in comments.
 *
 * <p>Stateless and thread-safe.
 */
final class RrasExporter implements Exporter {
  static final Product PRODUCT = new Product("Windows RRAS", Pages.CMDLETS);

  static final Form GATEWAYS =
      new Form("gateways", "a PowerShell script to be run on each gateway");
  static final Form CLIENTS =
      new Form("clients", "a PowerShell script that gives clients the same IKE and IPsec policy");

  @Override
  public List<Form> forms() {
    return List.of(GATEWAYS, CLIENTS);
  }

  @Override
  public Export export(ExportRequest request) {
    Findings findings = new Findings();
    RrasFindings.find(request, findings);
    boolean gateways = request.form().equals(GATEWAYS);
    Script script = Script.named(gateways ? "gateways.ps1" : "clients.ps1");
    Map<String, String> values = new HashMap<>();
    values.put("STRONG", IpsecPolicy.STRONG.powerShell());
    values.put("STRONGEST", IpsecPolicy.STRONGEST.powerShell());
    values.put("FINDINGS", findings.comments("#").stripTrailing());
    if (gateways) {
      values.putAll(GatewayValues.of(request));
    }
    String content = script.with(values);
    String name = gateways ? "ikelb-rras-gateways.ps1" : "ikelb-rras-clients.ps1";
    return findings.export(List.of(new Export.Document(name, content)));
  }
}
