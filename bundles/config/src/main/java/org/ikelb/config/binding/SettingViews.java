package org.ikelb.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.view.SettingView;
import org.ikelb.spi.Prefix;
import org.ikelb.spi.Setting;

/**
 * Describes settings in words, for consoles and for the reference page.
 *
 * <p>Stateless.
 */
final class SettingViews {
  private static final String CHOICE = "choice";
  private static final String OBJECT = "object";
  private static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(long.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(double.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(boolean.class, CHOICE),
          Map.entry(Boolean.class, CHOICE),
          Map.entry(String.class, "text"),
          Map.entry(Duration.class, "duration"),
          Map.entry(InetAddress.class, "address"),
          Map.entry(Prefix.class, "prefix"),
          Map.entry(PortRange.class, "ports"),
          Map.entry(PluginUse.class, "plugin"));

  private SettingViews() {}

  /**
   * The settings of a record, in its order.
   *
   * @throws IllegalArgumentException if a component is not described, or cannot be bound
   */
  static List<SettingView> of(Class<? extends Record> type) {
    return of(type, Set.of());
  }

  /** A record that stands in itself is not described again. */
  private static List<SettingView> of(Class<? extends Record> type, Set<Class<?>> around) {
    Set<Class<?>> described = new LinkedHashSet<>(around);
    return described.add(type)
        ? SettingShape.of(type).stream().map(shape -> of(shape, described)).toList()
        : List.of();
  }

  private static SettingView of(SettingShape shape, Set<Class<?>> around) {
    Type one = entry(shape.type(), Optional.class);
    boolean list = one != entry(one, List.class);
    one = entry(one, List.class);
    String type = word(one);
    List<String> choices = type.equals(CHOICE) ? choices((Class<?>) one) : List.of();
    Setting setting = shape.setting();
    return new SettingView(
        shape.key(),
        values(list, choices.isEmpty() ? type : String.join(" or ", choices), Bounds.of(setting)),
        type,
        list,
        choices,
        setting.min(),
        setting.max(),
        shape.required(),
        setting.defaultValue(),
        setting.help(),
        type.equals(OBJECT) ? of(((Class<?>) one).asSubclass(Record.class), around) : List.of());
  }

  private static String values(boolean list, String one, Bounds bounds) {
    return (list ? "list: " : "") + one + (bounds.equals(Bounds.NONE) ? "" : ", " + bounds);
  }

  /** What is in the container; the type itself if it is none of these. */
  private static Type entry(Type type, Class<?> container) {
    return type instanceof ParameterizedType generic && generic.getRawType() == container
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  private static String word(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return "objects by their names";
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord() && !WORDS.containsKey(plain)) {
        return OBJECT;
      }
      return plain.isEnum()
          ? CHOICE
          : Optional.ofNullable(WORDS.get(plain)).orElseThrow(() -> unknown(type));
    }
    throw unknown(type);
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException(type + " cannot be bound");
  }

  private static List<String> choices(Class<?> type) {
    return type.isEnum() ? Literals.constants(type) : List.of("true", "false");
  }
}
