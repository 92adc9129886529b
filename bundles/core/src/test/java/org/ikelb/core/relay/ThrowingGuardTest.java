package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.ikelb.spi.Guard;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a plugin does, its request is counted once, as one that the plugin failed. */
class ThrowingGuardTest {

  /** Ways to fail. */
  enum Way {
    RUNTIME_EXCEPTION,
    ERROR_OF_ITS_OWN,
    LINKAGE_ERROR,
    ENDLESS_RECURSION,
    NOTHING,
    ANSWER_OF_NOTHING
  }

  @ParameterizedTest
  @EnumSource
  void isAFailureOfThePluginAndNoMore(Way way) {
    Balancer balancer = new Balancer().with((opening, admission) -> fail(way)).start();
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(0x1111));
    assertEquals(Map.of("plugin-failed", 1L), balancer.fromClients(ON_500).dropped());
    assertEquals(1, balancer.fromClients(ON_500).received());
  }

  @SuppressWarnings("NullAway") // as a plugin in another language would
  private static Guard.Verdict fail(Way way) {
    return switch (way) {
      case RUNTIME_EXCEPTION -> throw new IllegalStateException("for the test");
      case ERROR_OF_ITS_OWN -> throw new Error("for the test");
      case LINKAGE_ERROR -> throw new NoClassDefFoundError("for the test");
      case ENDLESS_RECURSION -> fail(way);
      case NOTHING -> null;
      case ANSWER_OF_NOTHING -> new Guard.Verdict.Answer(null);
    };
  }
}
