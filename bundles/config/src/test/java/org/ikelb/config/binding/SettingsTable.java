package org.ikelb.config.binding;

import java.util.List;
import java.util.stream.Collectors;
import org.ikelb.api.view.SettingView;

/** The settings of a record as a table in Markdown. */
public final class SettingsTable {
  private static final String HEADER =
      "| key | value | if not given | meaning |\n|---|---|---|---|\n";

  private SettingsTable() {}

  /** Those of the record itself: objects in it have tables of their own. */
  public static String of(Class<? extends Record> type) {
    return HEADER + rows("", SettingViews.of(type), false);
  }

  /** Those of objects in it, too. */
  public static String deep(Class<? extends Record> type) {
    return HEADER + rows("", SettingViews.of(type), true);
  }

  private static String rows(String around, List<SettingView> settings, boolean deep) {
    return settings.stream()
        .map(
            setting -> {
              String inner = around + setting.key() + (setting.list() ? "[]." : ".");
              String row = row(around, setting);
              return deep ? row + rows(inner, setting.settings(), true) : row;
            })
        .collect(Collectors.joining());
  }

  private static String row(String around, SettingView setting) {
    return String.format(
        "| `%s%s` | %s | %s | %s |\n",
        around, setting.key(), values(setting), absent(setting), setting.help());
  }

  private static String values(SettingView setting) {
    String values = setting.values();
    for (String choice : setting.choices()) {
      values = values.replaceFirst("\\b" + choice + "(?= or |$)", "`" + choice + "`");
    }
    return values;
  }

  private static String absent(SettingView setting) {
    String text = setting.ifNotGiven();
    if (setting.required()) {
      return "**" + text + "**";
    }
    return text.isEmpty() || !text.equals(setting.defaultValue()) ? text : "`" + text + "`";
  }
}
