package org.ikelb.console.audit;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ikelb.api.BundleCost;
import org.ikelb.api.Views;
import org.ikelb.api.view.StatusView;
import org.ikelb.console.output.Wording;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows which bundles carry the traffic: core, the listener, and whatever these are wired to. All
 * others can stand still for a while: something stands in for plugins.
 *
 * <p>Thread-safe.
 */
@Component
public final class TrafficBundles implements BundleCost {
  private static final Set<String> CARRIERS = Set.of("org.ikelb.core", "org.ikelb.listener.udp");

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Views views;

  private final BundleContext context;

  @Activate
  public TrafficBundles(BundleContext context) {
    this.context = context;
  }

  @Override
  public Optional<String> ofStopping(String bundle) {
    if (isCalled(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION), bundle)) {
      return Optional.of(ofEverything());
    }
    Set<Bundle> carriers = carriers();
    return Arrays.stream(context.getBundles())
        .filter(known -> isCalled(known, bundle) && carriers.contains(known))
        .findFirst()
        .map(known -> known.getSymbolicName() + " carries the traffic: " + cost());
  }

  @Override
  public String ofEverything() {
    return "ikelb carries the traffic: " + cost();
  }

  private String cost() {
    Views now = views;
    int sessions = now == null ? 0 : sessions(now.status());
    return "while it stands still nobody can log in, and "
        + Wording.count(sessions, "session")
        + (sessions == 1 ? " loses" : " lose")
        + " every datagram";
  }

  private static int sessions(StatusView status) {
    return status.establishedSessions() + status.halfOpenSessions();
  }

  private static boolean isCalled(Bundle bundle, String name) {
    String symbolicName = Objects.requireNonNullElse(bundle.getSymbolicName(), "");
    return name.equals(String.valueOf(bundle.getBundleId()))
        || name.equals(symbolicName)
        || name.equals(symbolicName + ":" + bundle.getVersion());
  }

  /** Those that carry it, and what they are wired to; the framework itself is not among them. */
  private Set<Bundle> carriers() {
    Set<Bundle> found = new HashSet<>();
    Deque<Bundle> open = new ArrayDeque<>();
    Arrays.stream(context.getBundles())
        .filter(bundle -> CARRIERS.contains(bundle.getSymbolicName()))
        .forEach(open::add);
    while (!open.isEmpty()) {
      Bundle bundle = open.remove();
      if (bundle.getBundleId() != 0 && found.add(bundle)) {
        providers(bundle).forEach(open::add);
      }
    }
    return found;
  }

  private static Stream<Bundle> providers(Bundle bundle) {
    return Optional.ofNullable(bundle.adapt(BundleWiring.class)).stream()
        .flatMap(wiring -> wiring.getRequiredWires(null).stream())
        .map(BundleWire::getProviderWiring)
        .map(BundleWiring::getBundle);
  }
}
