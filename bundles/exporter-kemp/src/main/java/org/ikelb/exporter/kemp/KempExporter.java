package org.ikelb.exporter.kemp;

import java.util.List;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Form;

/**
 * Writes a topology for Kemp LoadMaster: first as a {@link LoadMaster}, then that in one of the
 * forms.
 *
 * <p>Immutable and thread-safe.
 */
final class KempExporter implements Exporter {
  static final Form API_V1 =
      new Form("api-v1", "URLs to GET, for the RESTful API version 1; put the host in them");
  static final Form API_V2 =
      new Form("api-v2", "requests to POST to /accessv2 one by one; put your API key in them");
  static final Form POWERSHELL =
      new Form("powershell", "a script for the PowerShell module Kemp.LoadBalancer.Powershell");

  @Override
  public List<Form> forms() {
    return List.of(API_V1, API_V2, POWERSHELL);
  }

  @Override
  public Export export(ExportRequest request) {
    Findings findings = new Findings();
    LoadMaster loadMaster = Translation.of(request, findings);
    return findings.export(List.of(document(request.form(), loadMaster, findings)));
  }

  private static Export.Document document(Form form, LoadMaster loadMaster, Findings findings) {
    String comments = "# IKEv2 VPN, exported by ikelb\n" + findings.comments("#");
    return switch (form.name()) {
      case "api-v1" -> new Export.Document("kemp-api-v1.txt", comments + ApiV1.render(loadMaster));
      case "api-v2" -> new Export.Document("kemp-api-v2.json", ApiV2.render(loadMaster));
      case "powershell" ->
          new Export.Document("kemp.ps1", comments + PowerShell.render(loadMaster));
      default -> throw new IllegalArgumentException("no form is named " + form.name());
    };
  }
}
