package org.ikelb.console.audit;

import org.ikelb.api.audit.AuditEntry;
import org.ikelb.api.audit.AuditTrail;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes what becomes of bundles, whoever did it: by a page, the shell, or a jar in {@code deploy/}.
 * The framework does not know who; if it was a page or the shell, their own entry stands before.
 * The start and the stop of ikelb itself are left out.
 *
 * <p>Called on the framework's thread for events.
 */
@Component(service = {})
public final class BundleChanges implements BundleListener {
  private final BundleContext context;
  private final AuditTrail audit;

  @Activate
  public BundleChanges(BundleContext context, @Reference AuditTrail audit) {
    this.context = context;
    this.audit = audit;
    context.addBundleListener(this);
  }

  @Deactivate
  void deactivate() {
    context.removeBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    String what = what(event.getType());
    if (what.isEmpty() || framework == null || framework.getState() != Bundle.ACTIVE) {
      return;
    }
    Bundle bundle = event.getBundle();
    String name = bundle.getSymbolicName() + " " + bundle.getVersion();
    audit.noteStranger(AuditEntry.UNKNOWN, "framework", "bundle " + name, what);
  }

  /** Empty: not worth a line. */
  private static String what(int type) {
    return switch (type) {
      case BundleEvent.INSTALLED -> "installed";
      case BundleEvent.STARTED -> "started";
      case BundleEvent.STOPPED -> "stopped";
      case BundleEvent.UPDATED -> "updated";
      case BundleEvent.UNINSTALLED -> "uninstalled";
      default -> "";
    };
  }
}
