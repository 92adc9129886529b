package org.ikelb.api;

import java.util.List;
import org.ikelb.api.view.Warning;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An OSGi service that knows of something odd. What all sources say together is {@link
 * Views#warnings()}.
 *
 * <p>Called on control threads; must not block.
 */
@ConsumerType
public interface WarningSource {
  /** What is odd now; empty when all is well. */
  List<Warning> warnings();
}
