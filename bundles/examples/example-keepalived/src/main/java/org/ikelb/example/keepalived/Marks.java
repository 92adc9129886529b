package org.ikelb.example.keepalived;

import java.util.List;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.ClientAddress;

/** Writes the nftables rules that mark what IPVS balances. */
final class Marks {
  private Marks() {}

  static String write(List<Service> services, ClientAddress clientAddress) {
    StringBuilder text = new StringBuilder();
    text.append("# Loaded anew as a whole: nft -f ikelb-marks.nft\n");
    text.append("table inet ikelb\ndelete table inet ikelb\ntable inet ikelb {\n");
    text.append("    chain marks {\n");
    text.append("        type filter hook prerouting priority mangle; policy accept;\n");
    for (Service service : services) {
      for (Service.Entry entry : service.entries()) {
        text.append("        ").append(service.ipv6() ? "ip6" : "ip").append(" daddr ");
        text.append(AddressText.of(entry.address())).append(" udp dport ").append(entry.port());
        text.append(" meta mark set ").append(service.mark()).append('\n');
      }
    }
    text.append("    }\n");
    if (clientAddress == ClientAddress.TRANSLATE) {
      text.append("    # Needs net.ipv4.vs.conntrack=1, or IPVS passes these rules by.\n");
      text.append("    chain translate {\n");
      text.append("        type nat hook postrouting priority srcnat; policy accept;\n");
      services.forEach(
          service ->
              text.append("        meta mark ").append(service.mark()).append(" masquerade\n"));
      text.append("    }\n");
    }
    return text.append("}\n").toString();
  }
}
