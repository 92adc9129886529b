package org.ikelb.exporter.f5;

import java.util.List;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Form;

/**
 * Writes a topology for F5 BIG-IP: first as a {@link BigIp}, then that in one of the forms.
 *
 * <p>Immutable and thread-safe.
 */
final class F5Exporter implements Exporter {
  static final Form AS3 =
      new Form("as3", "a declaration (JSON) to POST to /mgmt/shared/appsvcs/declare");
  static final Form TMSH = new Form("tmsh", "commands to type into tmsh, in /Common");
  static final Form CONF =
      new Form("conf", "a fragment of bigip.conf for tmsh load sys config merge file");

  @Override
  public List<Form> forms() {
    return List.of(AS3, TMSH, CONF);
  }

  @Override
  public Export export(ExportRequest request) {
    Findings findings = new Findings();
    BigIp bigIp = Translation.of(request, findings);
    return findings.export(List.of(document(request.form(), bigIp, findings)));
  }

  private static Export.Document document(Form form, BigIp bigIp, Findings findings) {
    String comments = "# IKEv2 VPN, exported by ikelb\n" + findings.comments("#");
    return switch (form.name()) {
      case "as3" -> new Export.Document("f5-as3.json", As3.render(bigIp));
      case "tmsh" -> new Export.Document("f5-tmsh.txt", comments + Tmsh.render(bigIp));
      case "conf" -> new Export.Document("f5-bigip.conf", comments + BigIpConf.render(bigIp));
      default -> throw new IllegalArgumentException("no form is named " + form.name());
    };
  }
}
