package org.ikelb.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.view.SettingView;
import org.ikelb.console.verb.Exporters;
import org.ikelb.spi.Export;
import org.ikelb.spi.Export.Document;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Finding.Effect;
import org.ikelb.spi.Form;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;

/** Exports to paper: a list, a tape, and both in one form; a wall cannot be written on. */
final class FakeExporter implements ExporterFactory<NoSettings>, Exporter {
  private static final Finding TORN =
      new Finding(Effect.LOSSY, "pools.vpn.method", "paper tears; hold it");

  private static final Finding ROLLED =
      new Finding(Effect.CHANGED, "pools", "tape is rolled up", "P1");

  private FakeExporter() {}

  static Exporters offered() {
    return Exporters.of(
        installed("paper", new FakeExporter()), Optional.of(new DefaultsOnly()), Optional.empty());
  }

  private static InstalledPlugins installed(String name, ExporterFactory<?> exporter) {
    InstalledPlugins installed = new InstalledPlugins();
    installed.add(ExtensionPoint.EXPORTER, exporter, Map.of(PluginFactory.NAME, name));
    return installed;
  }

  @Override
  public String product() {
    return "Plain Paper";
  }

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Exporter create(NoSettings settings) {
    return this;
  }

  @Override
  public List<Form> forms() {
    return List.of(
        new Form("list", "one line each"),
        new Form("tape", "all in one line"),
        new Form("both", "for two readers"),
        new Form("wall", "for nobody"),
        new Form("path", "a file somewhere else"));
  }

  @Override
  public Export export(ExportRequest request) {
    Document list = new Document("list.txt", asked(request) + "\n\n" + pools(request));
    Document tape = new Document("tape.txt", "vpn\r\n");
    return switch (request.form().name()) {
      case "list" -> new Export(List.of(list), List.of(TORN));
      case "tape" -> new Export(List.of(tape), List.of());
      case "both" -> new Export(List.of(list, tape), List.of(ROLLED), "Paper is flat (P1).");
      case "path" -> new Export(List.of(new Document("../list.txt", "")), List.of());
      default ->
          new Export(
              List.of(list),
              List.of(TORN, new Finding(Effect.REFUSED, "pools", "walls take no ink")));
    };
  }

  private static String asked(ExportRequest request) {
    return request.clientAddress() + (request.persistBySpi() ? " BY SPI" : "");
  }

  private static String pools(ExportRequest request) {
    return String.join("\n", request.topology().pools().keySet()) + "\n";
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
}
