package org.ikelb.core.plugin;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.SettingView;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.time.Time;
import org.ikelb.spi.PluginFactory;

/**
 * The plugins' objects at work. One lives until its own settings, what it was built from, or its
 * plugin change; whatever else changes in the topology leaves it alone.
 *
 * <p>Changed by the control plane, one change at a time; read from any thread.
 */
public final class PluginObjects {
  private final InstalledPlugins plugins;
  private final SettingsBinder binder;
  private final CallsUnderWay calls;
  private final Events events;
  private final Time time;
  private final Retirement retirement;
  private final Runnable setAside;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Makes one without objects.
   *
   * @param setAside told when one failed too often, on any thread; must not block
   */
  public PluginObjects(
      InstalledPlugins plugins,
      SettingsBinder binder,
      CallsUnderWay calls,
      Events events,
      Time time,
      Retirement retirement,
      Runnable setAside) {
    this.plugins = plugins;
    this.binder = binder;
    this.calls = calls;
    this.events = events;
    this.time = time;
    this.retirement = retirement;
    this.setAside = setAside;
  }

  /** Makes the object from the factory and the bound settings. */
  public interface Maker<T> {
    T make(PluginFactory<?> factory, Record settings);
  }

  /**
   * What stands at one place of the topology.
   *
   * @param kind the extension point
   * @param use the plugin and its settings
   * @param from what else the object is built from; a change makes a new object
   * @param factory what made the object; empty: nobody offers it, or it is to be made anew
   * @param next the failures of the next object of the same plugin
   */
  private record Entry(
      ExtensionPoint kind,
      PluginUse use,
      Object from,
      Optional<PluginFactory<?>> factory,
      PluginSlot<?> slot,
      Supplier<PluginFailures> next) {

    Entry(
        ExtensionPoint kind,
        PluginUse use,
        Object from,
        Optional<PluginFactory<?>> factory,
        PluginSlot<?> slot) {
      this(kind, use, from, factory, slot, slot.failures()::forgiven);
    }

    Entry toBeMadeAnew(Supplier<PluginFailures> withFailures) {
      return new Entry(kind, use, from, Optional.empty(), slot, withFailures);
    }

    boolean isStill(
        ExtensionPoint newKind,
        PluginUse newUse,
        Object newFrom,
        Optional<PluginFactory<?>> newFactory) {
      return kind == newKind
          && use.equals(newUse)
          && from.equals(newFrom)
          && factory.isPresent() == newFactory.isPresent()
          && factory.equals(newFactory);
    }
  }

  /**
   * The object at a place of the topology.
   *
   * @param place where the topology names it: {@code pool vpn method}
   */
  public <T> PluginSlot<T> at(
      String place, ExtensionPoint kind, PluginUse use, Object from, Maker<T> maker) {
    Optional<PluginFactory<?>> factory = plugins.find(kind, use.type());
    Entry old = entries.get(place);
    if (old != null && old.isStill(kind, use, from, factory)) {
      @SuppressWarnings("unchecked") // the place and the kind say what it is
      PluginSlot<T> same = (PluginSlot<T>) old.slot;
      return same.failures().isSetAside() && same.instance().isPresent()
          ? setAside(place, old, same.failures())
          : same;
    }
    PluginFailures failures =
        old != null && old.use.type().equals(use.type())
            ? old.next.get()
            : new PluginFailures(use.type(), place, calls, events, time, setAside);
    Optional<T> instance = factory.flatMap(f -> make(place, f, use, maker));
    if (old != null) {
      retirement.add(old.slot);
    }
    PluginSlot<T> slot =
        factory.isPresent() && instance.isEmpty()
            ? notMade(use, failures)
            : new PluginSlot<>(use.type(), instance, failures);
    entries.put(place, new Entry(kind, use, from, factory, slot));
    return slot;
  }

  private static <T> PluginSlot<T> notMade(PluginUse use, PluginFailures failures) {
    failures.couldNotBeMade();
    return PluginSlot.empty(use.type(), Absence.NOT_MADE, failures);
  }

  private <T> PluginSlot<T> setAside(String place, Entry old, PluginFailures failures) {
    PluginSlot<T> slot = PluginSlot.empty(old.use.type(), Absence.SET_ASIDE, failures);
    entries.put(place, new Entry(old.kind, old.use, old.from, old.factory, slot));
    retirement.add(old.slot);
    return slot;
  }

  /** Why nobody answers at a place. */
  public Absence absence(String place) {
    Entry entry = entries.get(place);
    return entry == null ? Absence.NOT_INSTALLED : entry.slot.absence();
  }

  /** Those that were set aside, or could not be made, will be made anew; says which. */
  public List<Change> forgive() {
    List<PluginPlaces.Place> places = missing();
    places.forEach(
        place ->
            entries.computeIfPresent(
                place.name(), (name, e) -> e.toBeMadeAnew(e.slot.failures()::forgiven)));
    return places.stream()
        .filter(place -> plugins.find(place.kind(), place.use().type()).isPresent())
        .map(place -> forgiven(place.name(), place.use().type()))
        .toList();
  }

  /** Those that have rested will be made anew; says whether there are any. */
  public boolean tryAgain() {
    boolean any = false;
    for (PluginPlaces.Place place : missing()) {
      Entry entry = entries.get(place.name());
      if (entry != null && entry.factory.isPresent() && entry.slot.failures().hasRested()) {
        entries.put(place.name(), entry.toBeMadeAnew(entry.slot.failures()::triedAgain));
        any = true;
      }
    }
    return any;
  }

  /** Where plugins use much of an event loop's time. */
  public List<PluginPlaces.Place> slow() {
    return places(entry -> entry.slot.failures().isSlow());
  }

  /** What it says to whoever had a plugin tried again. */
  public static Change forgiven(String place, String plugin) {
    String again = "the plugin \"" + plugin + "\" is tried again";
    return new Change(Change.Kind.CHANGED, place, again, "none");
  }

  /**
   * An object like the one at the place, if there is one, but apart from it: whoever asks it
   * disturbs nobody.
   */
  public <T> PluginSlot<T> apart(String place, ExtensionPoint kind, PluginUse use, Maker<T> maker) {
    PluginFailures failures = new PluginFailures(use.type(), place, calls, events, time, () -> {});
    Entry atWork = entries.get(place);
    if (atWork != null && atWork.slot.instance().isEmpty()) {
      return PluginSlot.empty(use.type(), atWork.slot.absence(), failures);
    }
    return new PluginSlot<>(
        use.type(),
        plugins.find(kind, use.type()).flatMap(factory -> make(place, factory, use, maker)),
        failures);
  }

  private <T> Optional<T> make(
      String place, PluginFactory<?> factory, PluginUse use, Maker<T> maker) {
    CallsUnderWay.Call call = calls.begin(new PluginAt(use.type(), place), Duration.ZERO);
    try {
      Record settings = binder.bind(factory.settingsType(), use.settings());
      return Optional.of(maker.make(factory, settings));
    } catch (Throwable e) { // written by others: it can be anything
      FatalErrors.passOn(e);
      if (plugins.isOffered(factory)) { // else it left just now: the next change says so
        events.say(new PluginEvent.NotStarted(use.type(), place, e));
      }
      return Optional.empty();
    } finally {
      calls.end(call);
    }
  }

  /**
   * What may be set for what this factory makes.
   *
   * @throws IllegalArgumentException if the plugin declares it wrongly
   */
  public List<SettingView> settings(PluginFactory<?> factory) {
    return binder.describe(factory.settingsType());
  }

  /** Lets go of what this topology does not name. */
  public void retainOnly(Topology topology) {
    Set<String> places =
        PluginPlaces.in(topology).stream().map(PluginPlaces.Place::name).collect(toSet());
    entries
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !places.contains(entry.getKey());
              if (gone) {
                retirement.add(entry.getValue().slot);
              }
              return gone;
            });
  }

  /**
   * Where the topology names plugins that are not at work: nobody offers them, they could not be
   * made, or they were set aside.
   */
  public List<PluginPlaces.Place> missing() {
    return places(entry -> entry.slot.instance().isEmpty());
  }

  private List<PluginPlaces.Place> places(Predicate<Entry> which) {
    return entries.entrySet().stream()
        .filter(at -> which.test(at.getValue()))
        .map(at -> new PluginPlaces.Place(at.getKey(), at.getValue().kind, at.getValue().use))
        .toList();
  }

  /** The places where a plugin is used. */
  public List<String> uses(ExtensionPoint kind, String name) {
    return entries.entrySet().stream()
        .filter(e -> e.getValue().kind == kind && e.getValue().use.type().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  public long failures(ExtensionPoint kind, String name) {
    return entries.values().stream()
        .filter(entry -> entry.kind == kind && entry.use.type().equals(name))
        .mapToLong(entry -> entry.slot.failures().count())
        .sum();
  }

  /** At the end of core: nobody calls them any more. */
  public void close() {
    entries.values().forEach(entry -> retirement.closeNow(entry.slot));
    retirement.closeRest();
    entries.clear();
  }
}
