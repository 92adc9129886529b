package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;

/** What is said of attempts to log in, and of gateways that are ejected for them. */
class AttemptsVerbTest {
  private static final String OFFER = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048";
  private static final String ALL =
      "all since ikelb started: 1,221 established, 1 refused, 1 unanswered, 1 stuck, 7 not-admitted";

  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void theNewestIsFirstAndAllAreSummedUp() {
    assertEquals(
        """
        AT                    CLIENT        GATEWAY            OUTCOME       TOOK  DETAIL                                                            OFFER
        2026-03-01T11:59:55Z  198.51.100.7  vpn/gw1            refused     1.2 ms  NO_PROPOSAL_CHOSEN by vpn/gw1                                     OFFER
        2026-03-01T11:58:50Z  2001:db8::7   vpn/gw2            stuck        2m30s  vpn/gw2 answered none of 5 IKE_AUTH messages of up to 1400 bytes  OFFER
        2026-03-01T11:57:00Z  198.51.100.8  vpn/gw1@10.0.0.99  unanswered     30s  vpn/gw1@10.0.0.99 answered none of 3 requests                     OFFER
        3 failed attempts; ALL
        """,
        Typed.out(ikelb, "attempts").replace(OFFER, "OFFER").replace(ALL, "ALL"));
  }

  @Test
  void olderOnesAreCountedButNotShown() {
    List<String> out = Typed.run(ikelb, "attempts", "--limit", "1").out();
    assertEquals(4, out.size(), out::toString);
    assertEquals("... and 2 older: narrow with --gateway, or show more with --limit", out.get(2));
    assertEquals("3 failed attempts; " + ALL, out.get(3));
    assertEquals(1, Typed.run(ikelb, "attempts", "--limit", "1001").exit());
  }

  @Test
  void theyAreFiltered() {
    assertLists(List.of("vpn/gw2"), "--gateway", "gw2");
    assertLists(List.of("vpn/gw1", "vpn/gw1@10.0.0.99"), "--pool", "vpn", "--gateway", "gw1");
    assertLists(List.of("vpn/gw2"), "--outcome", "stuck");
    assertLists(List.of("vpn/gw2"), "--client", "2001:db8::/32");
    assertLists(List.of(), "--gateway", "gw2", "--outcome", "refused");
    assertEquals(2, Typed.run(ikelb, "attempts", "--gateway", "gw7").exit());
    assertEquals(1, Typed.run(ikelb, "attempts", "--outcome", "not-admitted").exit());
  }

  @Test
  void theSumIsThatOfTheGatewayThatIsMeant() {
    String of = "1 failed attempt; all since ikelb started: 17 established, 1 stuck";
    Output output = Typed.run(ikelb, "attempts", "--gateway", "gw2");
    assertEquals(of, output.out().get(output.out().size() - 1));
  }

  @Test
  void machinesAreToldOfEachOutcomeAndOfTheSession() {
    JsonObject answer =
        JsonParser.parseString(Typed.out(ikelb, "attempts", "--json", "--limit=2"))
            .getAsJsonObject();
    assertEquals(3, answer.get("matching").getAsInt());
    assertEquals(2, answer.getAsJsonArray("failed").size());
    JsonObject first = answer.getAsJsonArray("failed").get(0).getAsJsonObject();
    assertEquals("s9", first.get("session").getAsString());
    assertEquals("vpn/gw1", first.get("gateway").getAsString());
    assertEquals("refused", first.get("outcome").getAsString());
    JsonObject outcomes = answer.getAsJsonObject("outcomes");
    assertEquals(1, outcomes.get("stuck").getAsInt());
    assertEquals(0, outcomes.get("answer-lost").getAsInt());
  }

  private void assertLists(List<String> gateways, String... options) {
    String[] words = new String[options.length + 1];
    words[0] = "attempts";
    System.arraycopy(options, 0, words, 1, options.length);
    List<String> out = Typed.run(ikelb, words).out();
    assertTrue(out.size() > 1, out::toString);
    assertEquals(
        gateways,
        out.subList(1, out.size() - 1).stream().map(line -> line.split(" +", 4)[2]).toList());
  }

  @Test
  void anEjectedGatewayIsShownWithWhyAndHowToLiftIt() {
    ikelb.eject(FakeIkelb.GW1);
    List<String> out = Typed.run(ikelb, "gateways").out();
    assertTrue(out.get(1).contains("  no: ejected  "), out::toString);
    assertEquals(
        "vpn/gw1 is ejected until 2026-03-01T12:00:30Z: gw1 refused 4 clients that gw2 then took;"
            + " to lift that: ikelb ready vpn/gw1",
        out.get(4));
    JsonObject first =
        JsonParser.parseString(Typed.out(ikelb, "gateways", "--json"))
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject();
    assertEquals(
        "2026-03-01T12:00:30Z", first.getAsJsonObject("ejection").get("until").getAsString());
    assertEquals(38, first.getAsJsonObject("logins").get("finished").getAsInt());
  }

  @Test
  void readyLiftsTheEjectionOfAGatewayThatIsReadyAlready() {
    ikelb.eject(FakeIkelb.GW1);
    assertEquals(
        """
        vpn/gw1 was ejected until 2026-03-01T12:00:30Z: gw1 refused 4 clients that gw2 then took; \
        that is lifted
        new sessions are placed on it while its monitors find it usable
        """,
        Typed.out(ikelb, "ready", "vpn/gw1"));
    assertEquals(List.of("READY vpn/gw1"), ikelb.done);
    assertEquals("vpn/gw1 is ready already\n", Typed.out(ikelb, "ready", "vpn/gw1"));
  }

  @Test
  void readySaysBothWhatItChangesAndWhatItLifts() {
    ikelb.eject(FakeIkelb.GW2);
    assertEquals(
        """
        vpn/gw2: drain -> ready
        vpn/gw2 was ejected until 2026-03-01T12:00:30Z: gw2 refused 4 clients that gw2 then took; \
        that is lifted
        new sessions are placed on it while its monitors find it usable
        to undo: ikelb drain vpn/gw2
        """,
        Typed.out(ikelb, "ready", "vpn/gw2"));
  }

  @Test
  void drainLeavesAnEjectionAlone() {
    ikelb.eject(FakeIkelb.GW2);
    assertEquals("vpn/gw2 is drain already\n", Typed.out(ikelb, "drain", "vpn/gw2"));
    assertEquals(List.of(), ikelb.done);
  }
}
