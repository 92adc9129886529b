package org.ikelb.exporter.rras;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.Gateway;
import org.ikelb.exporter.kit.PlainText;
import org.ikelb.spi.ExportRequest;

/**
 * What a topology puts into the script for gateways.
 *
 * <p>Stateless and thread-safe.
 */
final class GatewayValues {
  private GatewayValues() {}

  static Map<String, String> of(ExportRequest request) {
    List<Gateway> gateways =
        request.topology().pools().values().stream()
            .flatMap(pool -> pool.gateways().values().stream())
            .toList();
    return Map.of(
        "GATEWAYS",
        gateways.stream().map(GatewayValues::comment).collect(Collectors.joining("\n")),
        "ADDRESSES",
        gateways.stream()
            .flatMap(gateway -> gateway.addresses().stream())
            .map(address -> "'" + AddressText.of(address) + "'")
            .distinct()
            .collect(Collectors.joining(", ")),
        "SECURITY_ASSOCIATIONS",
        String.valueOf(AssociationLimit.of(request)));
  }

  private static String comment(Gateway gateway) {
    String addresses =
        gateway.addresses().stream().map(AddressText::of).collect(Collectors.joining(" "));
    return "# " + PlainText.comment(gateway.id().toString()) + " " + addresses;
  }
}
