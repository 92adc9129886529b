package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.List;
import org.ikelb.api.view.PluginView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** The plugins: who offers them, who uses them, how often they failed. */
final class PluginsVerb implements Verb {
  private static final String NAME = "NAME";

  @Override
  public Syntax syntax() {
    return Syntax.reads("plugins", "the plugins: bundle, where they are used, failures")
        .optionalArgument(NAME, "only those of this name");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<PluginView> all = services.views().plugins();
    String name = input.argument(NAME).orElse("");
    List<PluginView> shown =
        all.stream().filter(plugin -> name.isEmpty() || plugin.name().equals(name)).toList();
    if (shown.isEmpty() && !name.isEmpty()) {
      throw VerbFailed.notFound("plugin", name, all.stream().map(PluginView::name).toList());
    }
    Table table =
        Table.withHeader("PLUGIN", "EXTENSION POINT", "BUNDLE", "VERSION", "USED BY", ">FAILURES");
    for (PluginView plugin : shown) {
      boolean missing = plugin.bundle().isEmpty();
      table.row(
          plugin.name(),
          plugin.extensionPoint(),
          missing ? "MISSING" : plugin.bundle(),
          plugin.version(),
          plugin.uses().isEmpty() ? "-" : plugin.uses(),
          count(plugin.failures()));
    }
    return Answer.of(shown).with(table).with(total(shown));
  }

  private static String total(List<PluginView> plugins) {
    long missing = plugins.stream().filter(plugin -> plugin.bundle().isEmpty()).count();
    return count(plugins.size(), "plugin") + (missing == 0 ? "" : ", " + missing + " missing");
  }
}
