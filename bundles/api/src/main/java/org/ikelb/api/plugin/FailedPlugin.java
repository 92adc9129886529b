package org.ikelb.api.plugin;

/**
 * A plugin that a bundle brings and that is not there for use.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what it would be: the title of an extension point, {@code state store}
 * @param name its {@code ikelb.name}; empty: it has none
 * @param bundle the symbolic name of its bundle, else its class
 * @param version of its bundle; empty: not known
 * @param reason why not, for people
 */
public record FailedPlugin(String kind, String name, String bundle, String version, String reason) {

  /** Whose failure it is, for people: {@code state store "sqlite"}. */
  public String subject() {
    return name.isEmpty() ? kind + " of " + bundle : kind + " \"" + name + '"';
  }

  /** The whole of it: {@code the state store "sqlite" of org.example 1.0.0 cannot be used: ...}. */
  @Override
  public String toString() {
    return "the "
        + kind
        + (name.isEmpty() ? "" : " \"" + name + '"')
        + " of "
        + bundle
        + (version.isEmpty() ? "" : " " + version)
        + " cannot be used: "
        + reason;
  }
}
