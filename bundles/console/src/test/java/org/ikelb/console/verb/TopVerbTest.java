package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.ikelb.api.view.SessionView;
import org.ikelb.console.FakeIkelb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopVerbTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  /** During the first second s1 gets 3 MB more and s2 sends 2 kB; s3 dials. */
  @BeforeEach
  void trafficFlows() {
    ikelb.waiting.at(
        Duration.ofSeconds(1),
        () -> {
          SessionView s1 = ikelb.sessions.get(0);
          SessionView s2 = ikelb.sessions.get(1);
          ikelb.sessions.set(0, more(s1, s1.id(), 0, 0, 2000, 3_000_000));
          ikelb.sessions.set(1, more(s2, s2.id(), 20, 2000, 0, 0));
          ikelb.sessions.add(more(s1, "s3", 0, 0, 0, 0));
        });
  }

  private static SessionView more(
      SessionView old, String id, long up, long bytesUp, long down, long bytesDown) {
    SessionView.Upstream path = old.upstreams().get(0);
    return new SessionView(
        id,
        old.persistencyGroup(),
        old.gateway(),
        old.state(),
        old.client(),
        old.openedAt(),
        old.idle(),
        old.spiPairs(),
        old.placement(),
        List.of(
            new SessionView.Upstream(
                path.virtualServer(),
                path.client(),
                path.local(),
                path.gateway(),
                path.loop(),
                path.datagramsUp() + up,
                path.bytesUp() + bytesUp,
                path.datagramsDown() + down,
                path.bytesDown() + bytesDown)),
        old.story());
  }

  @Test
  void clientsAreShownByTheirBytesPerSecond() {
    assertEquals(
        """
        CLIENT        UP B/S  DOWN B/S  UP DATAGRAMS/S  DOWN DATAGRAMS/S  SESSIONS
        198.51.100.7   750 B    2.1 MB               2             1,002         2
        2001:db8::7   1.0 kB       0 B              10                 0         1
        2 of 2 clients, 2.1 MB/s in all, measured over 2.0 s
        """,
        Typed.out(ikelb, "top"));
  }

  @Test
  void sessionsAndGatewaysCanBeShownToo() {
    assertEquals(
        """
        SESSION  UP B/S  DOWN B/S  UP DATAGRAMS/S  DOWN DATAGRAMS/S  SESSIONS
        s1          0 B    3.0 MB               0             2,000         1
        1 of 3 sessions, 4.3 MB/s in all, measured over 1.0 s
        """,
        Typed.out(ikelb, "top", "sessions", "1", "--seconds", "1"));
  }

  @Test
  void gatewaysAddTheirSessionsUp() {
    assertEquals(
        """
        GATEWAY  UP B/S  DOWN B/S  UP DATAGRAMS/S  DOWN DATAGRAMS/S  SESSIONS
        vpn/gw1   750 B    2.1 MB               2             1,002         2
        vpn/gw2  1.0 kB       0 B              10                 0         1
        2 of 2 gateways, 2.1 MB/s in all, measured over 2.0 s
        """,
        Typed.out(ikelb, "top", "gateways"));
  }
}
