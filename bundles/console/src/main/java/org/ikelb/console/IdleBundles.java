package org.ikelb.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ikelb.api.view.Warning;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Finds bundles that should run and do not, and says what they lack. Changes nothing. */
final class IdleBundles {
  private static final Map<String, String> KINDS =
      Map.of(
          PackageNamespace.PACKAGE_NAMESPACE,
          "the package",
          BundleNamespace.BUNDLE_NAMESPACE,
          "the bundle",
          HostNamespace.HOST_NAMESPACE,
          "its host");
  private static final Pattern EQUALITY = Pattern.compile("\\([^()=<>]+=([^()*]+)\\)");

  private IdleBundles() {}

  static List<Warning> warnings(BundleContext context) {
    Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    if (system.getState() == Bundle.STARTING) {
      return List.of(); // some are still to come
    }
    FrameworkWiring wiring = system.adapt(FrameworkWiring.class);
    int level = system.adapt(FrameworkStartLevel.class).getStartLevel();
    List<Warning> warnings = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      unresolved(bundle, wiring).or(() -> idle(bundle, level)).ifPresent(warnings::add);
    }
    return warnings;
  }

  private static Optional<Warning> unresolved(Bundle bundle, FrameworkWiring wiring) {
    if (bundle.getState() != Bundle.INSTALLED) {
      return Optional.empty();
    }
    String missing =
        bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
            .filter(IdleBundles::isMandatory)
            .flatMap(requirement -> lack(requirement, wiring).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "bundle-unresolved",
                name(bundle),
                "cannot be used, it lacks " + missing + " (" + bundle.getLocation() + ")"));
  }

  /** A bundle that was asked to start and whose turn has come. */
  private static Optional<Warning> idle(Bundle bundle, int frameworkLevel) {
    boolean stopped = (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0;
    BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
    if (!stopped || !level.isPersistentlyStarted() || level.getStartLevel() > frameworkLevel) {
      return Optional.empty();
    }
    String text =
        "should run, but does not start; the log says why, \"felix:start "
            + bundle.getBundleId()
            + "\" tries again ("
            + bundle.getLocation()
            + ")";
    return Optional.of(new Warning("bundle-not-started", name(bundle), text));
  }

  private static boolean isMandatory(BundleRequirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    String resolution = directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
    String effective = directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
    return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
        && !"dynamic".equals(resolution)
        && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
  }

  /** What of this nobody offers, or offers only unresolved. */
  private static Optional<String> lack(BundleRequirement requirement, FrameworkWiring wiring) {
    Collection<BundleCapability> offers = wiring.findProviders(requirement);
    if (offers.isEmpty()) {
      return Optional.of(wording(requirement));
    }
    boolean usable =
        offers.stream().anyMatch(o -> o.getRevision().getBundle().getState() != Bundle.INSTALLED);
    Bundle first = offers.iterator().next().getRevision().getBundle();
    boolean own = offers.stream().anyMatch(o -> o.getRevision().equals(requirement.getRevision()));
    return usable || own
        ? Optional.empty()
        : Optional.of(wording(requirement) + " of the unresolved " + name(first));
  }

  private static String wording(BundleRequirement requirement) {
    String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
    String wanted = filter == null ? requirement.getAttributes().toString() : filter;
    Matcher simple = EQUALITY.matcher(wanted);
    String name = simple.matches() ? simple.group(1) : wanted;
    return KINDS.getOrDefault(requirement.getNamespace(), requirement.getNamespace()) + " " + name;
  }

  private static String name(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null ? bundle.getLocation() : name + " " + bundle.getVersion();
  }
}
