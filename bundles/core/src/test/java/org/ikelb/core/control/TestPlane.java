package org.ikelb.core.control;

import org.ikelb.core.plugin.FailingExporters;

import org.ikelb.core.plugin.Plugins;

import java.nio.file.Path;
import java.util.Optional;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;

/** A control plane without a framework. */
final class TestPlane {
  private TestPlane() {}

  /**
   * Starts one.
   *
   * @param stateDirectory where states are kept; empty: nowhere
   */
  static ControlPlane of(
      Listener listener, Plugins plugins, Events events, Optional<Path> stateDirectory) {
    return new ControlPlane(
        listener,
        plugins,
        new DefaultsBinder(),
        events,
        new StateStores(stateDirectory),
        new FailingExporters(events),
        SaveInterval.SECONDS);
  }
}
