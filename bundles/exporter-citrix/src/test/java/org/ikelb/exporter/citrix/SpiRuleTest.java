package org.ikelb.exporter.citrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.api.topology.Protocol;
import org.ikelb.exporter.kit.FirstDatagrams;
import org.ikelb.exporter.kit.FirstDatagrams.Sent;
import org.junit.jupiter.api.Test;

/** The expressions over what real clients sent, by the two operations that they are made of. */
class SpiRuleTest {
  private static final Pattern EXPRESSION =
      Pattern.compile("CLIENT\\.UDP\\.PAYLOAD\\((\\d+)\\)(?:\\.SUBSTR\\((\\d+),(\\d+)\\))?");

  @Test
  void bothPortsOfAClientGiveTheInitiatorsSpi() throws Exception {
    List<Sent> ike = FirstDatagrams.all().stream().filter(sent -> sent.spi().isPresent()).toList();

    for (Sent sent : ike) {
      Protocol protocol = sent.port() == 500 ? Protocol.IKE : Protocol.NAT_T;
      assertEquals(
          sent.spi().get(), key(SpiRule.of(protocol), sent.payload().toArray()), sent::toString);
    }
    assertTrue(ike.stream().anyMatch(sent -> sent.port() == 500));
    assertTrue(ike.stream().anyMatch(sent -> sent.port() == 4500));
  }

  /** The first so many bytes, and of these some from an offset on. */
  private static String key(String expression, byte[] payload) {
    Matcher matcher = EXPRESSION.matcher(expression);
    assertTrue(matcher.matches(), expression);
    byte[] bytes = Arrays.copyOf(payload, Integer.parseInt(matcher.group(1)));
    if (matcher.group(2) != null) {
      int start = Integer.parseInt(matcher.group(2));
      bytes = Arrays.copyOfRange(bytes, start, start + Integer.parseInt(matcher.group(3)));
    }
    return HexFormat.of().formatHex(bytes);
  }
}
