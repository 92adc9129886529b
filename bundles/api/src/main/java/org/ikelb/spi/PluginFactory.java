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
 * <p>A call that throws, or returns what it must not, is a failure: counted, and said in the log.
 * For that call, something stands in: each session by itself for a persistency strategy, {@code
 * weighted-round-robin} for a balancing method, what the pool says ({@code guardFailure}) for a
 * guard. So it is as well while a plugin is absent, could not be made, or is set aside: after 10
 * failures within 60 s, with an event and a warning. It is tried again by itself, after 10 s first
 * and at most 10 min, longer each time; and at once when its bundle is updated, its settings
 * change, or the topology is applied again.
 *
 * <p>A slow call is no failure, since a busy machine makes every plugin slow. One that uses more
 * than 1 ms of processor time on an event loop, again and again, is warned of. A call that never
 * returns cannot be stopped: it stops its event loop, and is named after 2 s.
 *
 * <p>A factory that does not come back within 3 s counts as one that cannot make its object: the
 * topology that wants it is refused, or something stands in until it is tried again. What it makes
 * later is closed, and it is not asked before it has come back. An object may be closed without
 * ever having been asked, if its topology is refused for another reason.
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
