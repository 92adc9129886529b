package org.ikelb.core.plugin;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.SettingView;
import org.ikelb.core.event.Events;
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
  private final ObjectMaker maker;
  private final Events events;
  private final Time time;
  private final Retirement retirement;
  private final Runnable setAside;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Makes one without objects.
   *
   * @param factories asks those who make them
   * @param setAside told when one failed too often, on any thread; must not block
   */
  public PluginObjects(
      InstalledPlugins plugins,
      SettingsBinder binder,
      CallsUnderWay calls,
      FactoryCalls factories,
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
    this.maker = new ObjectMaker(plugins, binder, factories, retirement, events);
  }

  /**
   * What stands at one place of the topology.
   *
   * @param factory what made the object; empty: nobody offers it, or it is to be made anew
   * @param next the failures of the next object of the same plugin
   */
  private record Entry(
      WantedPlugin<?> wanted,
      Optional<PluginFactory<?>> factory,
      PluginSlot<?> slot,
      Supplier<PluginFailures> next) {

    Entry(WantedPlugin<?> wanted, Optional<PluginFactory<?>> factory, PluginSlot<?> slot) {
      this(wanted, factory, slot, slot.failures()::forgiven);
    }

    PluginPlaces.Place place() {
      return wanted.place();
    }

    boolean isOf(ExtensionPoint kind, String plugin) {
      return place().kind() == kind && place().use().type().equals(plugin);
    }

    Entry toBeMadeAnew(Supplier<PluginFailures> withFailures) {
      return new Entry(wanted, Optional.empty(), slot, withFailures);
    }

    boolean isStill(WantedPlugin<?> now, Optional<PluginFactory<?>> itsFactory) {
      return wanted.isLike(now) && factory.equals(itsFactory);
    }
  }

  /**
   * Makes what there is not yet of what a topology wants, before it is put to work with {@link
   * #at}.
   *
   * @return whose factories hang, for people; one that throws counts as not made, and no more
   */
  public List<String> prepare(List<WantedPlugin<?>> topology) {
    List<String> hanging = new ArrayList<>();
    for (WantedPlugin<?> wanted : topology) {
      Optional<PluginFactory<?>> factory = factory(wanted);
      Entry old = entries.get(wanted.place().name());
      if (old == null || !old.isStill(wanted, factory)) {
        factory.flatMap(its -> maker.prepare(wanted, its)).ifPresent(hanging::add);
      }
    }
    return hanging;
  }

  /** What was prepared and is not at work never will be. */
  public void forgetPrepared() {
    maker.forgetPrepared();
  }

  private Optional<PluginFactory<?>> factory(WantedPlugin<?> wanted) {
    return plugins.find(wanted.place().kind(), wanted.place().use().type());
  }

  /** The object at a place of the topology. */
  public <T> PluginSlot<T> at(WantedPlugin<T> wanted) {
    String place = wanted.place().name();
    String plugin = wanted.place().use().type();
    Optional<PluginFactory<?>> factory = factory(wanted);
    Entry old = entries.get(place);
    if (old != null && old.isStill(wanted, factory)) {
      @SuppressWarnings("unchecked") // the place and the kind say what it is
      PluginSlot<T> same = (PluginSlot<T>) old.slot;
      return same.failures().isSetAside() && same.instance().isPresent()
          ? setAside(place, old, same.failures())
          : same;
    }
    PluginFailures failures =
        old != null && old.place().use().type().equals(plugin)
            ? old.next.get()
            : new PluginFailures(plugin, place, calls, events, time, setAside);
    PluginSlot<T> slot = slot(wanted, factory, failures);
    if (old != null) {
      retirement.add(old.slot);
    }
    entries.put(place, new Entry(wanted, factory, slot));
    return slot;
  }

  private <T> PluginSlot<T> slot(
      WantedPlugin<T> wanted, Optional<PluginFactory<?>> factory, PluginFailures failures) {
    String plugin = wanted.place().use().type();
    if (factory.isEmpty()) {
      return PluginSlot.empty(plugin, Absence.NOT_INSTALLED, failures);
    }
    ObjectMaker.Made<T> made = maker.make(wanted, factory.get());
    if (made.instance().isPresent()) {
      return new PluginSlot<>(plugin, made.instance(), failures);
    }
    failures.couldNotBeMade(made.threw());
    return PluginSlot.empty(plugin, made.absence(), failures);
  }

  private <T> PluginSlot<T> setAside(String place, Entry old, PluginFailures failures) {
    PluginSlot<T> slot = PluginSlot.empty(old.place().use().type(), Absence.SET_ASIDE, failures);
    entries.put(place, new Entry(old.wanted, old.factory, slot));
    retirement.add(old.slot);
    return slot;
  }

  /** Why nobody answers at a place. */
  public Absence absence(String place) {
    Entry entry = entries.get(place);
    return entry == null ? Absence.NOT_INSTALLED : entry.slot.absence();
  }

  /** What the plugin at a place threw last, for people; empty: nothing. */
  public String lastFailure(String place) {
    Entry entry = entries.get(place);
    return entry == null ? "" : entry.slot.failures().last();
  }

  /** Those that were set aside, or could not be made, will be made anew; says which. */
  public List<PluginPlaces.Place> forgive() {
    List<PluginPlaces.Place> places = missing();
    places.forEach(
        place ->
            entries.computeIfPresent(
                place.name(), (name, e) -> e.toBeMadeAnew(e.slot.failures()::forgiven)));
    return places.stream()
        .filter(place -> plugins.find(place.kind(), place.use().type()).isPresent())
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

  /** What it says to whoever had the plugin at this place tried again, once it was. */
  public Change triedAgain(PluginPlaces.Place place) {
    boolean hangs = absence(place.name()) == Absence.FACTORY_HANGS;
    return TriedAgain.change(
        place.name(), place.use().type(), hangs ? ", and its factory hangs" : "");
  }

  /**
   * An object like the one at the place, if there is one, but apart from it: whoever asks it
   * disturbs nobody.
   */
  public <T> PluginSlot<T> apart(WantedPlugin<T> wanted) {
    String plugin = wanted.place().use().type();
    PluginFailures failures =
        new PluginFailures(plugin, wanted.place().name(), calls, events, time, () -> {});
    Entry atWork = entries.get(wanted.place().name());
    return atWork != null && atWork.slot.instance().isEmpty()
        ? PluginSlot.empty(plugin, atWork.slot.absence(), failures)
        : slot(wanted, factory(wanted), failures);
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
    return entries.values().stream().filter(which).map(Entry::place).toList();
  }

  /** The places where a plugin is used. */
  public List<String> uses(ExtensionPoint kind, String name) {
    return entries.entrySet().stream()
        .filter(e -> e.getValue().isOf(kind, name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  public long failures(ExtensionPoint kind, String name) {
    return entries.values().stream()
        .filter(entry -> entry.isOf(kind, name))
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
