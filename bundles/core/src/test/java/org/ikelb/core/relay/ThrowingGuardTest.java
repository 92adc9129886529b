package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Map;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.spi.Guard;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a guard does, its request is counted once, and becomes what the pool says. */
class ThrowingGuardTest {

  /** Ways to fail. */
  enum Way {
    RUNTIME_EXCEPTION,
    ERROR_OF_ITS_OWN,
    LINKAGE_ERROR,
    ENDLESS_RECURSION,
    NOTHING,
    ANSWER_OF_NOTHING,
    ANSWER_TOO_LONG
  }

  private static Balancer dialled(Way way, GuardFailure guardFailure) {
    Balancer balancer =
        new Balancer().with((opening, admission) -> fail(way)).with(guardFailure).start();
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(0x1111));
    assertEquals(1, balancer.fromClients(ON_500).received());
    assertEquals(1, balancer.events.of(PluginEvent.Failed.class).size());
    return balancer;
  }

  @ParameterizedTest
  @EnumSource
  void letsTheRequestPass(Way way) {
    Balancer balancer = dialled(way, GuardFailure.PASS);
    assertEquals(1, balancer.fromClients(ON_500).forwarded());
    assertEquals(1, balancer.sessions.size());
  }

  @ParameterizedTest
  @EnumSource
  void stopsTheRequestIfThePoolWantsIt(Way way) {
    Balancer balancer = dialled(way, GuardFailure.DROP);
    assertEquals(Map.of("plugin-failed", 1L), balancer.fromClients(ON_500).dropped());
    assertEquals(0, balancer.sessions.size());
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
      case ANSWER_TOO_LONG -> new Guard.Verdict.Answer(ByteBuffer.allocate(10_000));
    };
  }
}
