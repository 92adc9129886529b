package org.ikelb.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Finds the bundles that should run and do not. Else nobody would hear of them. */
final class StartReport {
  /**
   * A bundle that does not run.
   *
   * @param bundle symbolic name and version
   * @param file where it was installed from
   * @param reason as the framework says it
   */
  record Failure(String bundle, String file, String reason) {}

  private StartReport() {}

  static List<Failure> of(BundleContext framework) {
    List<Failure> failures = new ArrayList<>();
    for (Bundle bundle : framework.getBundles()) {
      if (!SystemBundles.isFragment(bundle) && !runs(bundle)) {
        reason(bundle).map(reason -> failure(bundle, reason)).ifPresent(failures::add);
      }
    }
    return failures;
  }

  private static Failure failure(Bundle bundle, String reason) {
    return new Failure(
        bundle.getSymbolicName() + " " + bundle.getVersion(),
        bundle.getLocation().replaceFirst("^reference:", ""),
        reason);
  }

  private static boolean runs(Bundle bundle) {
    boolean waitsForItsFirstUse =
        bundle.getState() == Bundle.STARTING
            && bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
    return bundle.getState() == Bundle.ACTIVE || waitsForItsFirstUse;
  }

  /**
   * The framework keeps no reason, but gives it again when asked again. What starts then is no
   * failure: a bundle of {@code deploy} may have been installed just now and not started yet.
   */
  private static Optional<String> reason(Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
      return Optional.empty();
    } catch (BundleException e) {
      Throwable told =
          e.getType() == BundleException.ACTIVATOR_ERROR && e.getCause() != null ? e.getCause() : e;
      String text = String.valueOf(told.getMessage());
      return Optional.of(text.replaceFirst(" Unresolved requirements: .*", ""));
    }
  }
}
