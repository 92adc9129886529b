package org.ikelb.console.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ikelb.api.Views;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrafficHistoryTest {
  private static final long SECOND = 1_000_000_000;
  private static final DurationCounts NO_DURATIONS =
      new DurationCounts(List.of(), List.of(), Duration.ZERO);

  private long now = SECOND;
  private long received;
  private long opened;
  private final TrafficHistory history = new TrafficHistory(() -> now);

  @AfterEach
  void end() {
    history.deactivate();
  }

  /** Nothing but one virtual server, and the sessions of one gateway. */
  private Object answer(String asked) {
    return switch (asked) {
      case "virtualServers" -> List.of(server());
      case "sessionCounts" -> List.of(counts());
      default -> List.of();
    };
  }

  private VirtualServerView server() {
    Traffic traffic = new Traffic(received, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0);
    return new VirtualServerView("nat-t", List.of(), "nat-t", "vpn", "g", 0, traffic, Traffic.NONE);
  }

  private SessionCounts counts() {
    return new SessionCounts(
        new GatewayId("vpn", "vpn1"), opened, 0, 0, Map.of(), NO_DURATIONS, NO_DURATIONS);
  }

  private void lookAfter(long seconds) {
    history.views =
        (Views)
            Proxy.newProxyInstance(
                Views.class.getClassLoader(),
                new Class<?>[] {Views.class},
                (proxy, method, arguments) -> answer(method.getName()));
    now += seconds * SECOND;
    history.look();
  }

  @Test
  void nothingIsShownBeforeThereAreTwoSamples() {
    lookAfter(5);
    assertEquals(Lately.NOTHING, history.lately());
  }

  @Test
  void ratesArePerSecondWhateverTheTimeBetweenSamples() {
    lookAfter(5);
    received = 1000;
    lookAfter(10);
    received = 1500;
    lookAfter(5);
    assertEquals(List.of(100L, 100L), history.lately().fromClients());
    assertEquals(Map.of("nat-t", new Lately.Rate(100, 0)), history.lately().virtualServers());
  }

  @Test
  void newSessionsAreThoseOfAMinute() {
    lookAfter(5);
    for (int i = 0; i < 30; i++) {
      opened++;
      lookAfter(5);
    }
    assertEquals(Map.of("vpn/vpn1", 12L), history.lately().newSessions());
  }

  @Test
  void nothingIsNegativeWhenAnotherCoreCountsFromZero() {
    received = 1000;
    lookAfter(5);
    received = 10;
    lookAfter(5);
    assertEquals(List.of(0L), history.lately().fromClients());
  }

  @Test
  void tenMinutesAreKept() {
    for (int i = 0; i < 200; i++) {
      received = i < 100 ? 0 : received + 5;
      lookAfter(5);
    }
    assertEquals(120, history.lately().fromClients().size());
    assertEquals(1L, history.lately().fromClients().get(119));
  }
}
