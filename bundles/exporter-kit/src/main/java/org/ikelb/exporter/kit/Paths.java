package org.ikelb.exporter.kit;

/**
 * Places in {@code ikelb.json}: {@code pools.vpn.method}. A name with other characters than
 * letters, digits, dashes and underscores stands in quotes, so that dots in it do not mislead and
 * the path stays on one line: {@code pools."a.b".method}.
 *
 * <p>Stateless and thread-safe.
 */
public final class Paths {
  private static final int LONGEST = 60;

  private Paths() {}

  public static String of(String... keys) {
    StringBuilder path = new StringBuilder();
    for (String key : keys) {
      path.append(path.length() == 0 ? "" : ".").append(key(key));
    }
    return path.toString();
  }

  private static String key(String key) {
    boolean plain =
        !key.isEmpty()
            && key.length() <= LONGEST
            && key.codePoints().allMatch(c -> PlainText.isLetterOrDigit(c) || c == '-' || c == '_');
    return plain ? key : quoted(key);
  }

  /** In double quotes, with escapes for what would leave them, and cut where it gets too long. */
  public static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    name.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (Character.isLetterOrDigit(c) || (c >= ' ' && c <= '~')) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format("\\u%04x", c));
              }
            });
    boolean cut = name.codePointCount(0, name.length()) > LONGEST;
    return quoted.append(cut ? "...\"" : "\"").toString();
  }
}
