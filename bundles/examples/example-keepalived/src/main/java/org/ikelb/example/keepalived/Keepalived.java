package org.ikelb.example.keepalived;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Form;

/**
 * Writes a topology for keepalived. IPVS keeps a client on one server over several ports only if
 * they are one service, and several ports are one service only by a firewall mark:
 *
 * <pre>
 *  UDP 500  --+   nftables:     IPVS:
 *             +--&gt; mark 1 ---&gt;  service "mark 1", persistent ---&gt; gateway
 *  UDP 4500 --+
 * </pre>
 *
 * <p>So there are two documents, and neither works without the other: {@code keepalived.conf} and
 * {@code ikelb-marks.nft}. Each persistency group has a mark for each address family.
 *
 * <p>Thread-safe: it keeps nothing.
 */
final class Keepalived implements Exporter {
  private static final Form FORM =
      new Form(
          "conf",
          "keepalived.conf, and nftables rules for the firewall marks: nft -f ikelb-marks.nft");

  @Override
  public List<Form> forms() {
    return List.of(FORM);
  }

  @Override
  public Export export(ExportRequest request) {
    List<Finding> findings = new ArrayList<>(Losses.of(request.topology()));
    if (findings.stream().anyMatch(finding -> finding.effect() == Finding.Effect.REFUSED)) {
      return new Export(List.of(), findings);
    }
    List<Service> services = Service.of(request.topology());
    return new Export(
        List.of(
            new Export.Document(
                "keepalived.conf", KeepalivedConf.write(services, request.topology())),
            new Export.Document("ikelb-marks.nft", Marks.write(services, request.clientAddress()))),
        findings);
  }
}
