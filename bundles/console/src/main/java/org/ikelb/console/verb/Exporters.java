package org.ikelb.console.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ikelb.api.plugin.ExporterFailures;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.Form;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exporters that are installed at one moment. Immutable. */
public final class Exporters {
  private static final Logger LOG = LoggerFactory.getLogger(Exporters.class);

  private final SortedMap<String, ExporterFactory<?>> factories;
  private final Optional<SettingsBinder> binder;
  private final Optional<ExporterFailures> failures;

  private Exporters(
      SortedMap<String, ExporterFactory<?>> factories,
      Optional<SettingsBinder> binder,
      Optional<ExporterFailures> failures) {
    this.factories = factories;
    this.binder = binder;
    this.failures = failures;
  }

  /**
   * Those that are installed, of two with one name the one that counts.
   *
   * @param binder makes their settings, all at their defaults
   * @param failures counts what goes wrong in them; empty: nobody does, where ikelb does not run
   */
  public static Exporters of(
      InstalledPlugins installed,
      Optional<SettingsBinder> binder,
      Optional<ExporterFailures> failures) {
    SortedMap<String, ExporterFactory<?>> factories = new TreeMap<>();
    installed
        .byName(ExtensionPoint.EXPORTER)
        .forEach(
            (name, factory) -> {
              if (factory instanceof ExporterFactory<?> exporter) {
                factories.put(name, exporter);
              }
            });
    return new Exporters(factories, binder, failures);
  }

  /**
   * A product that can be exported to.
   *
   * @param name as typed
   * @param title its full name
   * @param exporter ready to be used
   */
  record Product(String name, String title, Exporter exporter) {}

  List<String> names() {
    return List.copyOf(factories.keySet());
  }

  /** The names of the forms of all products, each once; none of those that cannot be asked. */
  List<String> formNames() {
    return names().stream().flatMap(this::formNames).distinct().toList();
  }

  private Stream<String> formNames(String name) {
    try {
      Product product = get(name);
      return forms(product).stream().map(Form::name);
    } catch (VerbFailed e) {
      return Stream.empty();
    }
  }

  /**
   * The product of this name.
   *
   * @throws VerbFailed if there is none, or it cannot be used
   */
  Product get(String name) throws VerbFailed {
    ExporterFactory<?> factory = factories.get(name);
    if (factory == null) {
      throw VerbFailed.notFound("product", name, names());
    }
    if (failures.filter(counted -> counted.isSetAside(factory)).isPresent()) {
      throw VerbFailed.refused(
          "the exporter "
              + name
              + " failed 10 times within 60 s and was set aside. It is tried again by itself, or at"
              + " once with: ikelb config apply");
    }
    Exporter exporter = create(name, factory);
    return new Product(name, ask(name, factory::product), exporter);
  }

  /**
   * The forms of a product, at least one.
   *
   * @throws VerbFailed if it has none, or cannot say
   */
  List<Form> forms(Product product) throws VerbFailed {
    return ask(
        product.name(),
        () -> {
          List<Form> forms = product.exporter().forms();
          return forms == null || forms.isEmpty() ? null : forms;
        });
  }

  /**
   * What an exporter answers.
   *
   * @throws VerbFailed if it throws, or returns nothing
   */
  <R> R ask(String name, Supplier<@Nullable R> question) throws VerbFailed {
    try {
      R answer = question.get();
      if (answer != null) {
        return answer;
      }
    } catch (Throwable e) { // written by others: it can be anything
      FatalErrors.passOn(e);
      if (isGone(factories.get(name))) {
        throw VerbFailed.refused(
            "the exporter "
                + name
                + " went away while it was asked: its bundle was stopped or updated");
      }
      count(name, e);
      throw broken(name, "it threw " + e);
    }
    count(name, new IllegalStateException(name + " returned nothing"));
    throw broken(name, "it returned nothing");
  }

  /** Its classes cannot be loaded any more, whatever it was doing: no fault of its own. */
  private static boolean isGone(@Nullable ExporterFactory<?> factory) {
    Bundle bundle = factory == null ? null : FrameworkUtil.getBundle(factory.getClass());
    if (factory == null || bundle == null) {
      return false; // no framework
    }
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return bundle.getState() != Bundle.ACTIVE
        || wiring == null
        || wiring.getClassLoader() != factory.getClass().getClassLoader();
  }

  private void count(String name, Throwable failure) {
    ExporterFactory<?> factory = factories.get(name);
    if (failures.isPresent() && factory != null) {
      failures.get().failed(name, factory, failure);
    } else {
      LOG.error("event=exporter-failed exporter={}", name, failure);
    }
  }

  private static VerbFailed broken(String name, String why) {
    return VerbFailed.refused("the exporter " + name + " is broken: " + why);
  }

  private <S extends Record> Exporter create(String name, ExporterFactory<S> factory)
      throws VerbFailed {
    if (binder.isEmpty()) {
      throw VerbFailed.notRunning(
          "nothing here makes the settings of exporters: the bundle org.ikelb.config does not run");
    }
    try {
      Class<S> type = ask(name, factory::settingsType);
      S settings = binder.get().bind(type, Map.of());
      return ask(name, () -> factory.create(settings));
    } catch (SettingsBinder.InvalidSettings e) {
      throw VerbFailed.refused(
          "the exporter "
              + name
              + " cannot be used: its settings lack defaults: "
              + e.getMessage());
    }
  }
}
