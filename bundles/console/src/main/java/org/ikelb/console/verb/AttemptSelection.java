package org.ikelb.console.verb;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.SessionFilter;

/**
 * Which attempts are meant. Immutable.
 *
 * @param of whose, by pool, gateway and client
 * @param outcome the key of what they came to
 */
record AttemptSelection(SessionFilter of, Optional<String> outcome) {
  /** What can be asked for: of what came to no gateway there is but a number. */
  static final List<String> OUTCOMES =
      Stream.of(AttemptOutcome.values())
          .filter(AttemptOutcome::isFailure)
          .filter(each -> each != AttemptOutcome.NOT_ADMITTED)
          .map(AttemptOutcome::key)
          .toList();

  boolean is(FailedAttempt attempt) {
    return of.pool().map(attempt.gateway().pool()::equals).orElse(true)
        && of.gateway().map(name -> isMeantBy(name, attempt.gateway())).orElse(true)
        && of.client().map(network -> network.contains(address(attempt))).orElse(true)
        && outcome.map(attempt.outcome().key()::equals).orElse(true);
  }

  /** By its name, or that of the gateway it is left of. */
  private static boolean isMeantBy(String name, GatewayId gateway) {
    return gateway.gateway().equals(name) || gateway.gateway().startsWith(name + "@");
  }

  private static InetAddress address(FailedAttempt attempt) {
    try {
      return InetAddress.getByName(attempt.client());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + attempt.client(), e);
    }
  }

  /** Whether the numbers are of the pool or gateway that is meant. */
  boolean isCountedIn(AttemptCounts counts) {
    return of.pool().map(counts.pool()::equals).orElse(true)
        && of.gateway().map(counts.gateway()::equals).orElse(true);
  }
}
