package org.ikelb.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.PortRange;
import org.ikelb.spi.Prefix;
import org.ikelb.spi.Setting;

/** The settings of a record as a table in Markdown. */
public final class SettingsTable {
  private static final Map<Class<?>, String> TITLES =
      Map.ofEntries(
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(long.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(double.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(boolean.class, "`true` or `false`"),
          Map.entry(Boolean.class, "`true` or `false`"),
          Map.entry(String.class, "text"),
          Map.entry(Duration.class, "duration"),
          Map.entry(InetAddress.class, "address"),
          Map.entry(Prefix.class, "prefix"),
          Map.entry(PortRange.class, "ports"),
          Map.entry(PluginUse.class, "plugin"));

  private SettingsTable() {}

  public static String of(Class<? extends Record> type) {
    return "| key | value | if not given | meaning |\n|---|---|---|---|\n" + rows(type);
  }

  /** The rows alone, to be appended to a table. */
  public static String rows(Class<? extends Record> type) {
    return SettingShape.of(type).stream().map(SettingsTable::row).collect(Collectors.joining());
  }

  private static String row(SettingShape shape) {
    Setting setting = shape.setting();
    boolean bounded = !setting.min().isEmpty() || !setting.max().isEmpty();
    return String.format(
        "| `%s` | %s%s | %s | %s |\n",
        shape.key(),
        title(shape.type()),
        bounded ? ", " + Bounds.of(setting) : "",
        absent(shape),
        setting.help());
  }

  private static String absent(SettingShape shape) {
    if (shape.required()) {
      return "**required**";
    }
    String text = shape.setting().defaultValue();
    if (text.equals("{}")) {
      return shape.whenAbsent().isPresent() ? "none" : "all defaults";
    }
    if (!text.isEmpty()) {
      return "`" + text + "`";
    }
    return shape.whenAbsent().equals(Optional.of(List.of())) ? "none" : "";
  }

  private static String title(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] inner = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return title(inner[0]);
      }
      return generic.getRawType() == List.class
          ? "list: " + title(inner[0])
          : "objects by their names";
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Literals.constants(plain).stream()
          .map(name -> "`" + name + "`")
          .collect(Collectors.joining(" or "));
    }
    return TITLES.getOrDefault(plain, "object");
  }
}
