package org.ikelb.core.plugin;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.InstalledPlugins.Offer;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.spi.PluginFactory;

/**
 * Judges what plugins declare of their settings when they come, whether a topology names them or
 * not: else it shows only when somebody wants to use one.
 *
 * <p>Looks on the control plane, one look at a time; what was found is read by any thread.
 */
public final class PluginDeclarations {
  private final InstalledPlugins plugins;
  private final SettingsBinder binder;
  private final FactoryCalls calls;
  private final Events events;

  /** What is wrong with each; empty: nothing. */
  private final IdentityHashMap<PluginFactory<?>, Optional<String>> judged =
      new IdentityHashMap<>();

  private volatile Map<String, String> problems = Map.of();

  /** Has judged nothing yet. */
  public PluginDeclarations(
      InstalledPlugins plugins, SettingsBinder binder, FactoryCalls calls, Events events) {
    this.plugins = plugins;
    this.binder = binder;
    this.calls = calls;
    this.events = events;
  }

  /** What is wrong, by plugin: {@code guard "mine"}. */
  public Map<String, String> problems() {
    return problems;
  }

  /** Judges those that have come since. */
  public void look() {
    List<Offer> offers = plugins.offers();
    boolean gone =
        judged.keySet().removeIf(one -> offers.stream().noneMatch(of -> of.factory() == one));
    boolean come = false;
    for (Offer offer : offers) {
      come |= !judged.containsKey(offer.factory()) && judge(offer);
    }
    if (gone || come) {
      Map<String, String> found = new TreeMap<>();
      offers.forEach(
          offer ->
              judged
                  .getOrDefault(offer.factory(), Optional.empty())
                  .ifPresent(problem -> found.put(subject(offer), problem)));
      problems = Map.copyOf(found);
    }
  }

  /** Says whether it could be judged by now. */
  private boolean judge(Offer offer) {
    Optional<String> problem;
    try {
      problem = problem(offer);
    } catch (NobodyJudges e) {
      return false;
    } catch (Throwable broken) { // written by others: it can be anything
      FatalErrors.passOn(broken);
      problem = Optional.of(broken.toString());
    }
    judged.put(offer.factory(), problem);
    problem.ifPresent(
        text ->
            events.say(new PluginEvent.DeclaredWrongly(offer.name(), offer.point().title(), text)));
    return true;
  }

  private Optional<String> problem(Offer offer) throws Throwable {
    Class<? extends Record> type =
        calls.ask(
            new PluginAt(offer.name(), "its settings"),
            offer.factory(),
            offer.factory()::settingsType,
            tooLate -> {});
    try {
      binder.check(type, offer.point().reservedSettings());
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    } catch (IllegalStateException notYet) {
      throw new NobodyJudges();
    }
  }

  /** The binder is not there yet. */
  private static final class NobodyJudges extends Exception {}

  private static String subject(Offer offer) {
    return offer.point().title() + " \"" + offer.name() + '"';
  }
}
