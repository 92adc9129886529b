package org.ikelb.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.FoundSessions;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Overview;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Shows what runs. Reading changes nothing and waits for no event loop; counters are those of the
 * moment.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface Views {
  StatusView status();

  /** Status, virtual servers, pools, gateways and warnings that belong together. */
  default Overview overview() {
    return new Overview(status(), virtualServers(), pools(), gateways(), warnings());
  }

  /** All reasons why a datagram can be dropped: the keys of {@link Traffic#dropped}. */
  default List<String> dropReasons() {
    return List.of();
  }

  /** Everything odd now; empty when all is well. */
  List<Warning> warnings();

  List<VirtualServerView> virtualServers();

  List<PoolView> pools();

  /** All gateways, those that were removed but still have sessions included. */
  List<GatewayView> gateways();

  /** What became of the sessions of each gateway. */
  default List<SessionCounts> sessionCounts() {
    return List.of();
  }

  /**
   * What attempts to log in came to, for each gateway that there is or was; for each pool those
   * that came to no gateway.
   */
  default List<AttemptCounts> attemptCounts() {
    return List.of();
  }

  /** The latest thousand attempts that failed, the latest first. */
  default List<FailedAttempt> failedAttempts() {
    return List.of();
  }

  /** How late each event loop was for its clock's tick, four times a second, in their order. */
  default List<DurationCounts> loopDelays() {
    return List.of();
  }

  /** The sessions that pass the filter, oldest first. All of them: only where they are few. */
  List<SessionView> sessions(SessionFilter filter);

  /**
   * The oldest sessions that pass the filter, and how many pass it. Takes room for those that it
   * shows, however many there are.
   *
   * @param limit how many to show at most; 0: only count
   */
  default FoundSessions sessions(SessionFilter filter, int limit) {
    return FoundSessions.among(sessions(filter), limit);
  }

  /**
   * Shows a visitor each session that passes the filter, one after the other, in no order: there
   * may be more than there is room for at once.
   */
  default void eachSession(SessionFilter filter, Consumer<SessionView> visitor) {
    sessions(filter).forEach(visitor);
  }

  /** One session by its id. */
  Optional<SessionView> session(String id);

  /** Plugins that are installed, and those that the topology names but nobody offers. */
  List<PluginView> plugins();
}
