package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.api.Role;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.SettingView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** The plugins: who offers them, who uses them, how often they failed; what can be set for one. */
final class PluginsVerb implements Verb {
  private static final String NAME = "NAME";

  /** The kinds that a topology names; what can be set for the others is no part of it. */
  private static final Set<String> POINTS =
      Arrays.stream(ExtensionPoint.values())
          .map(ExtensionPoint::title)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public Syntax syntax() {
    return Syntax.reads(Role.VIEW, "plugins", "the plugins: bundle, where they are used, failures")
        .optionalArgument(NAME, "only those of this name, and what can be set for them");
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
    Answer answer = Answer.of(shown).with(table).with(total(shown));
    for (PluginView plugin : shown) {
      if (!plugin.problem().isEmpty() && !plugin.bundle().isEmpty()) {
        answer =
            answer.with(
                "The "
                    + plugin.extensionPoint()
                    + " \""
                    + plugin.name()
                    + "\" cannot be used: "
                    + plugin.problem());
      }
    }
    if (!name.isEmpty()) {
      for (PluginView plugin : shown) {
        answer = withSettings(answer.with(""), plugin);
      }
    }
    return answer;
  }

  private static Answer withSettings(Answer answer, PluginView plugin) {
    String title = plugin.extensionPoint() + " \"" + plugin.name() + "\"";
    if (!plugin.problem().isEmpty() && !plugin.bundle().isEmpty()) {
      return answer; // said above
    }
    if (!plugin.problem().isEmpty()) {
      return answer.with("What can be set for the " + title + " is not known: " + plugin.problem());
    }
    if (plugin.settings().isEmpty()) {
      return answer.with("There is nothing to set for the " + title + ".");
    }
    Table table = Table.withHeader("SETTING", "VALUE", "IF NOT GIVEN", "MEANING");
    addRows(table, "", plugin.settings());
    boolean inTopology = POINTS.contains(plugin.extensionPoint());
    return answer
        .with(
            "Settings of the "
                + title
                + (inTopology
                    ? ", beside its \"type\":"
                    : ", in the Web Console under Configuration:"))
        .with(table);
  }

  /** Those of objects in it follow: {@code sites[].name}. */
  private static void addRows(Table table, String around, List<SettingView> settings) {
    for (SettingView setting : settings) {
      String path = around + setting.key();
      table.row(path, setting.values(), setting.ifNotGiven(), setting.help());
      addRows(table, path + (setting.list() ? "[]." : "."), setting.settings());
    }
  }

  private static String total(List<PluginView> plugins) {
    long missing = plugins.stream().filter(plugin -> plugin.bundle().isEmpty()).count();
    return count(plugins.size(), "plugin") + (missing == 0 ? "" : ", " + missing + " missing");
  }
}
