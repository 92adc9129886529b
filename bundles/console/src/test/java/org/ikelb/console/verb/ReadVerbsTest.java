package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.api.view.Warning;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadVerbsTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @AfterEach
  void readingChangesNothing() {
    assertEquals(List.of(), ikelb.done);
  }

  @Test
  void statusShowsIkelbAtAGlance() {
    assertEquals(
        """
        ikelb 0.1.0, up 3d4h
        topology         number 7, applied 2h5m ago by console
        transport        epoll, 4 event loops
        virtual servers  2
        gateways         1 of 3 take new sessions
        sessions         1,309 established, 3 half-open, limit 100,000
        from clients     8,310 received (1.2 MB), 8,300 forwarded, 2 answered, 8 dropped
        from gateways    0 received (0 B), 0 forwarded, 0 answered, 0 dropped
        warnings         none
        """,
        Typed.out(ikelb, "status"));
  }

  @Test
  void gatewaysAreAlignedAndSummedUp() {
    assertEquals(
        """
        GATEWAY  ADDRESS    ADMIN  HEALTH  SINCE  NEW        WEIGHT  ESTABLISHED  HALF-OPEN  LOGINS    MAX  PROBES
        vpn/gw1  10.0.0.11  ready  up      12m    yes             1        1,204          3   38/40  2,000  ike: up 1.2 ms; ping: not probed yet
        vpn/gw2  10.0.0.12  drain  up      12m    no: drain       1           17          0   38/40  2,000  ike: up 1.2 ms; ping: not probed yet
        vpn/gw3  10.0.0.13  ready  down    12m    no: down        1           88          0       -      -  ike: down, timeout x3; ping: not probed yet
        3 gateways, 1 taking new sessions, 1,309 established sessions, 3 half-open
        """,
        Typed.out(ikelb, "gateways", "vpn"));
  }

  @Test
  void sessionsHaveALineEach() {
    assertEquals(
        """
        SESSION  CLIENT             GATEWAY  STATE         AGE  IDLE      UP    DOWN  PLACEMENT
        s1       198.51.100.7:4500  vpn/gw1  established  1h2m    1s  1.5 kB  1.3 MB  maglev: first choice
        s2       [2001:db8::7]:500  vpn/gw2  half-open    1h2m    1s  1.5 kB  1.3 MB  maglev: first choice
        2 sessions: 1 established, 1 half-open
        """,
        Typed.out(ikelb, "sessions"));
  }

  @Test
  void manySessionsAreCountedButNotAllShown() {
    assertEquals(
        """
        SESSION  CLIENT             GATEWAY  STATE         AGE  IDLE      UP    DOWN  PLACEMENT
        s1       198.51.100.7:4500  vpn/gw1  established  1h2m    1s  1.5 kB  1.3 MB  maglev: first choice
        ... and 1 more: narrow with --gateway or --client, or show more with --limit
        2 sessions: 1 established, 1 half-open
        """,
        Typed.out(ikelb, "sessions", "--limit", "1"));
    assertEquals(1, Typed.run(ikelb, "sessions", "--limit", "10001").exit());
  }

  @Test
  void sessionShowsItsUpstreams() {
    assertEquals(
        """
        session            s1
        client             198.51.100.7:4500
        gateway            vpn/gw1
        state              established
        placement          maglev: first choice
        persistency group  always-on-vpn
        opened             2026-03-01T10:57:55Z, 1h2m ago
        idle               1s
        IKE SPI pairs      0000000000001122-00000000000000ff

        VIRTUALSERVER  CLIENT             LOCAL           GATEWAY        LOOP  DATAGRAMS UP  BYTES UP  DATAGRAMS DOWN  BYTES DOWN
        ike            198.51.100.7:4500  10.0.0.5:10240  10.0.0.11:500     0             4    1.5 kB               4      1.3 MB
        1 upstream

        AT                    STORY
        2026-03-01T10:57:55Z  placed: maglev: first choice
        2026-03-01T11:55:00Z  re-keyed: SPI pair 01-02
        """,
        Typed.out(ikelb, "session", "s1"));
  }

  @Test
  void virtualServersShowTheTrafficOfBothSides() {
    assertEquals(
        """
        VIRTUALSERVER  ADDRESS                               PROTOCOL  POOL  GROUP          UPSTREAMS
        ike            203.0.113.10:500, [2001:db8::10]:500  ike       vpn   always-on-vpn         20

        VIRTUALSERVER  FROM      RECEIVED   BYTES  FORWARDED  ANSWERED  DROPPED  COPIES  FOREIGN  HANDED OVER  OVERFLOWED  DROPPED BECAUSE
        ike            clients      8,310  1.2 MB      8,300         2        8       0        0            0           0  stranger 7, malformed 1
                       gateways         0     0 B          0         0        0       0        0            0           0
        1 virtual server, 20 upstreams
        """,
        Typed.out(ikelb, "virtualservers"));
  }

  @Test
  void poolsAreSummedUp() {
    assertEquals(
        """
        POOL  METHOD  GATEWAYS  TAKING SESSIONS  ESTABLISHED  HALF-OPEN  MONITORS   GUARDS
        vpn   maglev         3                1        1,309          3  ping, ike  -
        1 pool, 3 gateways, 1,309 established sessions, 3 half-open
        """,
        Typed.out(ikelb, "pools"));
  }

  @Test
  void pluginsNameTheOneThatNobodyOffers() {
    assertEquals(
        """
        PLUGIN  EXTENSION POINT   BUNDLE          VERSION  USED BY           FAILURES
        maglev  balancing method  org.ikelb.core  0.1.0    pools.vpn.method         0
        ike     health monitor    MISSING                  monitors.ike             0
        2 plugins, 1 missing
        """,
        Typed.out(ikelb, "plugins"));
  }

  @Test
  void aPluginShowsWhatCanBeSetForIt() {
    assertEquals(
        """
        PLUGIN  EXTENSION POINT   BUNDLE          VERSION  USED BY           FAILURES
        maglev  balancing method  org.ikelb.core  0.1.0    pools.vpn.method         0
        1 plugin

        Settings of the balancing method "maglev", beside its "type":
        SETTING        VALUE               IF NOT GIVEN  MEANING
        tables         list: object        none          What it is.
        tables[].size  number, at least 1  7             What it is.
        """,
        Typed.out(ikelb, "plugins", "maglev"));
  }

  @Test
  void warningsAreListedOrThereAreNone() {
    assertEquals("no warnings\n", Typed.out(ikelb, "warnings"));
    ikelb.warnings.add(new Warning("gateway-down", "vpn/gw3", "no answer; look at its service"));
    assertEquals(
        """
        WARNING       SUBJECT  TEXT
        gateway-down  vpn/gw3  no answer; look at its service
        1 warning
        """,
        Typed.out(ikelb, "warnings"));
  }

  @Test
  void sessionsAreFiltered() {
    assertLists("s1", "sessions", "--client", "198.51.100.0/24");
    assertLists("s2", "sessions", "--client=2001:db8::7");
    assertLists("s1", "sessions", "--spi", "1122");
    assertLists("s2", "sessions", "--spi", "0x3344");
    assertLists("s2", "sessions", "--state", "half-open");
    assertLists("s1", "sessions", "--gateway", "gw1");
    assertLists("s2", "sessions", "--pool", "vpn", "--gateway", "vpn/gw2");
  }

  private void assertLists(String session, String... words) {
    Output output = Typed.run(ikelb, words);
    assertEquals(0, output.exit(), output::toString);
    assertEquals(3, output.out().size(), output::toString);
    assertTrue(output.out().get(1).startsWith(session + " "), output::toString);
  }

  @Test
  void helpListsAllVerbsAndExplainsOne() {
    String all = Typed.out(ikelb, "help");
    new Verbs().syntaxes().forEach(syntax -> assertTrue(all.contains(syntax.name()), all));
    assertEquals(all, Typed.out(ikelb));
    assertEquals(
        """
        weight POOL/GATEWAY N [--json]
          give a gateway more or fewer of the new sessions, until the next config apply
          to undo: weight with the previous number
          role: operate
          POOL/GATEWAY  the gateway
          N             0 to 1000, compared with the others of the pool
          --json        answer with one JSON document
          --help        show this help instead
        """,
        Typed.out(ikelb, "weight", "--help"));
    assertEquals(Typed.out(ikelb, "weight", "--help"), Typed.out(ikelb, "help", "weight"));
  }
}
