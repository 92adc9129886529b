package org.ikelb.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.junit.jupiter.api.Test;

class LineFormatTest {
  private static final GatewayId GATEWAY = new GatewayId("vpn", "vpn1");
  private static final Event HEALTH =
      new GatewayEvent.HealthChanged(GATEWAY, Health.UP, Health.DOWN, 17, "ike: no answer");

  private static String line(LineFormat format, Event event) {
    EventType type = EventType.of(event.getClass());
    return format.line(type.name(), type.values(event));
  }

  private static Event applied(String author) {
    return new TopologyEvent.Applied(3, author, 2, 0);
  }

  @Test
  void writesKeysAndValuesInTheOrderTheyAreDeclared() {
    assertEquals(
        "event=gateway-health gateway=vpn/vpn1 from=up to=down sessions=17"
            + " probes=\"ike: no answer\"",
        line(LineFormat.TEXT, HEALTH));
  }

  @Test
  void writesTheSameKeysAsJson() {
    assertEquals(
        "{\"event\":\"gateway-health\",\"gateway\":\"vpn/vpn1\",\"from\":\"up\",\"to\":\"down\","
            + "\"sessions\":17,\"probes\":\"ike: no answer\"}",
        line(LineFormat.JSON, HEALTH));
    assertEquals(
        "{\"event\":\"gateway-full\",\"gateway\":\"vpn/vpn1\",\"full\":true}",
        line(LineFormat.JSON, new GatewayEvent.FullChanged(GATEWAY, true)));
  }

  @Test
  void noValueBreaksALine() {
    String nasty = "a \"b\" \\ c=d\n\r\t\u0000\u0085\u2028 e";
    String quoted = "\"a \\\"b\\\" \\\\ c=d\\n\\u000d\\u0009\\u0000\\u0085\\u2028 e\"";
    assertEquals(
        "event=topology-applied revision=3 author=" + quoted + " changes=2 warnings=0",
        line(LineFormat.TEXT, applied(nasty)));
    assertEquals(
        "{\"event\":\"topology-applied\",\"revision\":3,\"author\":"
            + quoted
            + ",\"changes\":2,\"warnings\":0}",
        line(LineFormat.JSON, applied(nasty)));
  }

  @Test
  void quotesWhatWouldBeReadAsNothingOrAsAnotherKey() {
    assertTrue(line(LineFormat.TEXT, applied("")).contains(" author=\"\" "));
    assertTrue(line(LineFormat.TEXT, applied("x=y")).contains(" author=\"x=y\" "));
    assertTrue(line(LineFormat.TEXT, applied("Jörg")).contains(" author=Jörg "));
  }

  @Test
  void writesASessionsEnd() {
    var client4 = new InetSocketAddress("192.0.2.1", 4500);
    var client6 = new InetSocketAddress("2001:db8::1", 500);
    var upstream = new InetSocketAddress("10.0.0.5", 10240);
    Event ended =
        new SessionEvent.Ended(
            "1z",
            "always-on-vpn",
            SessionState.HALF_OPEN,
            EndReason.HALF_OPEN_TIMEOUT,
            List.of(client6, client4),
            List.of(upstream),
            GATEWAY,
            upstream.getAddress(),
            List.of("01-02"),
            30_250,
            1,
            2,
            3,
            4);
    assertEquals(
        "event=session-ended session=1z group=always-on-vpn state=half-open"
            + " reason=half-open-timeout clients=[2001:db8::1]:500,192.0.2.1:4500"
            + " upstreams=10.0.0.5:10240 gateway=vpn/vpn1 gateway_address=10.0.0.5"
            + " spi_pairs=01-02 duration_ms=30250 datagrams_up=1 bytes_up=2 datagrams_down=3"
            + " bytes_down=4",
        line(LineFormat.TEXT, ended));
    assertTrue(
        line(LineFormat.JSON, ended)
            .contains("\"clients\":[\"[2001:db8::1]:500\",\"192.0.2.1:4500\"]"));
  }

  @Test
  void everyKindIsDeclaredOnceAndWholly() {
    Set<String> names = new HashSet<>();
    Set<String> topics = new HashSet<>();
    for (EventType type : EventType.all()) {
      assertTrue(names.add(type.name()), type.name());
      assertTrue(topics.add(type.topic()), type.topic());
      assertTrue(type.name().matches("[a-z]+(-[a-z]+)*"), type.name());
      assertTrue(type.topic().matches("org/ikelb/[a-z]+/[A-Z_]+"), type.topic());
      assertFalse(type.keys().isEmpty(), type.name());
    }
  }

  @Test
  void refusesARecordThatDeclaresNothing() {
    record Undeclared(int count) {}
    assertThrows(IllegalArgumentException.class, () -> EventType.of(Undeclared.class));
  }
}
