package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What all plugin factories have in common: they are OSGi services with the service property {@link
 * #NAME}, and they say what their settings look like.
 *
 * <p>Of two factories of one extension point with one name, the one with the higher service ranking
 * is used, then the older one; {@code ikelb warnings} says so. When the service goes, ikelb lets go
 * of what it made within moments: those objects must work until then, and a loop may still be in a
 * call into one. An object that is {@link AutoCloseable} is closed once nobody calls it any more.
 *
 * <p>A call that throws, returns what it must not, or takes more than 1 ms on an event loop is a
 * failure: counted, and said in the log. After 10 failures within 60 s the object is set aside, as
 * if its plugin were absent, with an event and a warning; slow calls count for this only if they
 * are at least one in a hundred, since a busy machine makes every plugin slow now and then. It is
 * tried again when its bundle is updated, its settings change, or the topology is applied again. A
 * call that never returns cannot be stopped: it stops its event loop.
 *
 * <p>Called on control threads, possibly several at once.
 *
 * @param <S> the settings record; its components carry {@link Setting}
 */
@ConsumerType
public interface PluginFactory<S extends Record> {
  /** The service property that holds the name used in {@code ikelb.json}; a String. */
  String NAME = "ikelb.name";

  /** The settings record's class; {@link NoSettings} if there is nothing to set. */
  Class<S> settingsType();
}
