package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.plugin.ExporterFailures;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.view.SettingView;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.Form;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes wrong in an exporter is said to whoever asked, and counted. */
class FailingExporterTest {
  private final Counted counted = new Counted();
  private final Broken broken = new Broken();
  private final Exporters exporters =
      Exporters.of(
          installed("broken", broken), Optional.of(new DefaultsOnly()), Optional.of(counted));

  private static InstalledPlugins installed(String name, ExporterFactory<?> exporter) {
    InstalledPlugins installed = new InstalledPlugins();
    installed.add(ExtensionPoint.EXPORTER, exporter, Map.of(PluginFactory.NAME, name));
    return installed;
  }

  /** Counts for the test. */
  private static final class Counted implements ExporterFailures {
    private final List<String> failures = new ArrayList<>();
    private boolean setAside;

    @Override
    public boolean isSetAside(ExporterFactory<?> exporter) {
      return setAside;
    }

    @Override
    public void failed(String name, ExporterFactory<?> exporter, Throwable failure) {
      failures.add(name + ": " + failure.getMessage());
    }
  }

  /** Fails as the test wants. */
  private static final class Broken implements ExporterFactory<NoSettings>, Exporter {
    private @Nullable Error thrown;

    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public String product() {
      if (thrown != null) {
        throw thrown;
      }
      return "Broken";
    }

    @Override
    public Exporter create(NoSettings settings) {
      return this;
    }

    @Override
    public List<Form> forms() {
      return List.of();
    }

    @Override
    public Export export(ExportRequest request) {
      throw new IllegalStateException("nobody gets so far");
    }
  }

  private static final class DefaultsOnly implements SettingsBinder {
    @Override
    public <S extends Record> S bind(Class<S> type, Map<String, Object> values) {
      return type.cast(new NoSettings());
    }

    @Override
    public List<SettingView> describe(Class<? extends Record> type) {
      return List.of();
    }

    @Override
    public void check(Class<? extends Record> type, Set<String> taken) {}
  }

  @Test
  void whateverOneThrowsIsCounted() {
    broken.thrown = new ExceptionInInitializerError("of the test");
    VerbFailed failed = assertThrows(VerbFailed.class, () -> exporters.get("broken"));
    assertTrue(String.valueOf(failed.getMessage()).contains("it threw"), failed::getMessage);
    assertEquals(List.of("broken: of the test"), counted.failures);
  }

  @Test
  void oneWithoutFormsReturnsNothing() throws VerbFailed {
    Exporters.Product product = exporters.get("broken");
    assertThrows(VerbFailed.class, () -> exporters.forms(product));
    assertEquals(List.of("broken: broken returned nothing"), counted.failures);
    assertEquals(List.of(), exporters.formNames());
  }

  @Test
  void oneThatWasSetAsideIsNotAsked() {
    broken.thrown = new AssertionError("it was asked");
    counted.setAside = true;
    VerbFailed failed = assertThrows(VerbFailed.class, () -> exporters.get("broken"));
    assertTrue(
        String.valueOf(failed.getMessage()).contains("at once with: ikelb config apply"),
        failed::getMessage);
    assertEquals(List.of(), counted.failures);
  }
}
