package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.console.FakeIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonAnswersTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  private JsonElement json(String... words) {
    return JsonParser.parseString(Typed.out(ikelb, words));
  }

  @Test
  void gatewaysHaveTheShapeOfTheirView() {
    JsonArray gateways = json("gateways", "--json").getAsJsonArray();
    JsonObject first = gateways.get(0).getAsJsonObject();
    assertEquals("vpn/gw1", first.get("id").getAsString());
    assertEquals("up", first.get("health").getAsString());
    assertEquals("2026-03-01T11:48:00Z", first.get("since").getAsString());
    assertEquals(2000, first.get("maxSessions").getAsInt());
    JsonArray probes = first.getAsJsonArray("probes");
    JsonObject probed = probes.get(0).getAsJsonObject();
    assertEquals("0.001234567", probed.get("latency").getAsString());
    assertFalse(probes.get(1).getAsJsonObject().has("at"), "an empty instant is absent");
    assertFalse(gateways.get(2).getAsJsonObject().has("maxSessions"), "no limit is absent");
  }

  @Test
  void statusHasSecondsAndDropsByReason() {
    JsonObject status = json("status", "--json").getAsJsonObject();
    assertEquals(273_600, status.get("uptime").getAsInt());
    JsonObject dropped = status.getAsJsonObject("fromClients").getAsJsonObject("dropped");
    assertEquals(7, dropped.get("stranger").getAsInt());
  }

  @Test
  void constantsAreInLowerCaseWithDashes() {
    JsonArray sessions =
        json("sessions", "--json", "--state=half-open")
            .getAsJsonObject()
            .getAsJsonArray("sessions");
    assertEquals(1, sessions.size());
    assertEquals("half-open", sessions.get(0).getAsJsonObject().get("state").getAsString());
    assertEquals("1.5", sessions.get(0).getAsJsonObject().get("idle").getAsString());
  }

  static Stream<List<String>> everyVerb() {
    return Stream.of(
        List.of("status"),
        List.of("warnings"),
        List.of("virtualservers"),
        List.of("pools"),
        List.of("gateways"),
        List.of("sessions"),
        List.of("session", "s1"),
        List.of("attempts"),
        List.of("failures"),
        List.of("diagnose", "198.51.100.7"),
        List.of("fragmentation"),
        List.of("close", "s1"),
        List.of("ready", "vpn/gw2"),
        List.of("drain", "vpn/gw1"),
        List.of("maintenance", "vpn/gw1", "--yes"),
        List.of("weight", "vpn/gw1", "5"),
        List.of("probe", "vpn/gw1"),
        List.of("proposals"),
        List.of("trace", "00"),
        List.of("reachability"),
        List.of("top"),
        List.of("doctor"),
        List.of("history"),
        List.of("names", "gateways"),
        List.of("plugins"),
        List.of("config", "check"),
        List.of("config", "diff"),
        List.of("config", "apply"),
        List.of("config", "confirm"),
        List.of("config", "undo"),
        List.of("config", "history"),
        List.of("config", "delta"),
        List.of("config", "save"),
        List.of("config", "show"),
        List.of("check"),
        List.of("export"),
        List.of("log"),
        List.of("shell"),
        List.of("help"));
  }

  @Test
  void everyVerbIsTestedHere() {
    assertEquals(new Verbs().syntaxes().size(), everyVerb().count());
  }

  @ParameterizedTest
  @MethodSource("everyVerb")
  void isOneDocumentFromEveryVerb(List<String> words) {
    String[] typed = Stream.concat(words.stream(), Stream.of("--json")).toArray(String[]::new);
    JsonElement answer = json(typed);
    assertTrue(answer.isJsonObject() || answer.isJsonArray(), answer::toString);
    assertEquals(List.of(), Typed.run(new FakeIkelb(), typed).err());
  }
}
