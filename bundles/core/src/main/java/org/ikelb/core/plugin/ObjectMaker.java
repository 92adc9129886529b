package org.ikelb.core.plugin;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.spi.PluginFactory;

/**
 * Has factories make plugins' objects, some of them before they are needed.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time.
 */
final class ObjectMaker {
  private final InstalledPlugins plugins;
  private final SettingsBinder binder;
  private final FactoryCalls calls;
  private final Retirement retirement;
  private final Events events;

  /** By their places. */
  private final Map<String, Prepared> prepared = new HashMap<>();

  ObjectMaker(
      InstalledPlugins plugins,
      SettingsBinder binder,
      FactoryCalls calls,
      Retirement retirement,
      Events events) {
    this.plugins = plugins;
    this.binder = binder;
    this.calls = calls;
    this.retirement = retirement;
    this.events = events;
  }

  /**
   * What came of it.
   *
   * @param absence why there is no object, if there is none
   * @param hangs the same for people, if the factory did not come back
   * @param threw what the factory threw, if it did
   */
  record Made<T>(
      Optional<T> instance, Absence absence, Optional<String> hangs, Optional<Throwable> threw) {}

  private record Prepared(WantedPlugin<?> wanted, PluginFactory<?> factory, Made<?> made) {
    boolean is(WantedPlugin<?> now, PluginFactory<?> itsFactory) {
      return factory == itsFactory && wanted.isLike(now);
    }
  }

  /**
   * Makes one now that is to be had from {@link #make} then.
   *
   * @return what is to be said to whoever wants it, if the factory hangs
   */
  Optional<String> prepare(WantedPlugin<?> wanted, PluginFactory<?> factory) {
    Made<?> made = makeNow(wanted, factory);
    prepared.put(wanted.place().name(), new Prepared(wanted, factory, made));
    return made.hangs();
  }

  /** What was prepared and nobody wanted is closed. */
  void forgetPrepared() {
    prepared
        .values()
        .forEach(
            one ->
                one.made
                    .instance()
                    .ifPresent(instance -> retirement.closeSoon(instance, one.wanted.at())));
    prepared.clear();
  }

  /** Makes an object, unless it is prepared; says if that goes wrong. */
  <T> Made<T> make(WantedPlugin<T> wanted, PluginFactory<?> factory) {
    Prepared one = prepared.get(wanted.place().name());
    if (one == null || !one.is(wanted, factory)) {
      return makeNow(wanted, factory);
    }
    prepared.remove(wanted.place().name());
    @SuppressWarnings("unchecked") // the place says what it is
    Made<T> made = (Made<T>) one.made;
    return made;
  }

  private <T> Made<T> makeNow(WantedPlugin<T> wanted, PluginFactory<?> factory) {
    try {
      T instance =
          calls.ask(
              wanted.at(),
              factory,
              () -> {
                Record settings =
                    binder.bind(factory.settingsType(), wanted.place().use().settings());
                return Objects.requireNonNull(
                    wanted.maker().make(factory, settings), "the factory made nothing");
              },
              late -> retirement.closeSoon(late, wanted.at()));
      return new Made<>(
          Optional.of(instance), Absence.NOT_MADE, Optional.empty(), Optional.empty());
    } catch (NoAnswer e) {
      say(wanted, factory, e);
      return new Made<>(
          Optional.empty(),
          Absence.FACTORY_HANGS,
          Optional.of(e.of(wanted.place())),
          Optional.empty());
    } catch (Throwable e) { // written by others: it can be anything
      FatalErrors.passOn(e);
      say(wanted, factory, e);
      return new Made<>(Optional.empty(), Absence.NOT_MADE, Optional.empty(), Optional.of(e));
    }
  }

  private void say(WantedPlugin<?> wanted, PluginFactory<?> factory, Throwable why) {
    if (plugins.isOffered(factory)) { // else it left just now: the next change says so
      PluginAt at = wanted.at();
      events.say(new PluginEvent.NotStarted(at.plugin(), at.place(), why));
    }
  }
}
