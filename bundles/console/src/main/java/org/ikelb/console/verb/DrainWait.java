package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.age;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.GatewayView.Drain;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;

/**
 * Waits until a draining gateway is empty, or its time is over.
 *
 * @param services with which to look and wait
 * @param id of the gateway
 */
record DrainWait(Services services, GatewayId id) {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int LOOKS_PER_LINE = 10;

  Answer untilTheEnd() throws VerbFailed {
    Instant began = services.now();
    GatewayView last = now().orElseThrow(this::gone);
    for (int look = 0; ; look++) {
      Optional<GatewayView> found = now();
      if (found.isEmpty()) {
        return Answer.of(last).with(id + " was removed, and is empty");
      }
      Optional<Answer> end = end(found.get(), last, began);
      if (end.isPresent()) {
        return end.get();
      }
      last = found.get();
      if (look % LOOKS_PER_LINE == 0) {
        services.waiting().say(left(last));
      }
      services.waiting().pause(LOOK_EVERY);
    }
  }

  private Optional<Answer> end(GatewayView gateway, GatewayView before, Instant began) {
    AdministrativeState state = gateway.administrative();
    if (state == AdministrativeState.MAINTENANCE) {
      return partly(gateway, "is in maintenance; " + sessions(before) + " were ended");
    }
    if (gateway.establishedSessions() + gateway.halfOpenSessions() == 0) {
      String after = age(Duration.between(began, services.now()));
      return Optional.of(Answer.of(gateway).with(id + " is empty after " + after));
    }
    if (state == AdministrativeState.READY && !KnownGateway.isRemoved(gateway)) {
      return partly(gateway, "was set to ready by somebody; " + sessions(gateway) + " are left");
    }
    boolean over =
        gateway.drain().flatMap(Drain::until).stream().anyMatch(u -> !services.now().isBefore(u));
    return over
        ? partly(gateway, "is not empty at its max-wait; " + sessions(gateway) + " are left")
        : Optional.empty();
  }

  private Optional<Answer> partly(GatewayView gateway, String how) {
    return Optional.of(Answer.of(gateway).with(id + " " + how).verdict(ExitCode.PARTLY_DONE));
  }

  private String left(GatewayView gateway) {
    String time =
        gateway
            .drain()
            .flatMap(Drain::until)
            .map(until -> ", " + age(Duration.between(services.now(), until)) + " to go")
            .orElse("");
    return id + ": " + sessions(gateway) + " left" + time;
  }

  private static String sessions(GatewayView gateway) {
    return Phrases.sessions(gateway.establishedSessions(), gateway.halfOpenSessions());
  }

  private Optional<GatewayView> now() throws VerbFailed {
    return services.views().gateways().stream().filter(view -> view.id().equals(id)).findFirst();
  }

  private VerbFailed gone() {
    return VerbFailed.notFound(id + " was removed");
  }
}
