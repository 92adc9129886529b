package org.ikelb.http.kit;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a server answers to. A page of somebody else can have its own name point at a
 * server of ours (DNS rebinding); the browser then takes both for one site and lets the page read
 * what is answered, but sends that name as {@code Host}. It takes a name to do so: addresses are
 * always right, and so is {@code localhost}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names further ones, in lower case
 */
public record HostNames(Set<String> names) {
  /** The framework property with further names, for all of ikelb's HTTP servers. */
  public static final String SETTING = "ikelb.http.hosts";

  /** What is answered to who asks for another name; the client's user may be able to mend it. */
  public static final String REFUSAL =
      "this name is not known here: ask by address, or add the name to "
          + SETTING
          + " in conf/framework.properties";

  /** The HTTP status of that answer: Misdirected Request. */
  public static final int STATUS = 421;

  private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]+]");

  public HostNames {
    names = Set.copyOf(names);
  }

  /**
   * Those that are configured.
   *
   * @param listed names or origins ({@code https://balancer.example:8443}), with commas or spaces
   *     between them
   */
  public static HostNames of(String... listed) {
    return new HostNames(
        Arrays.stream(listed)
            .flatMap(list -> Stream.of(list.split("[,\\s]+", -1)))
            .map(HostNames::nameOf)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static String nameOf(String listed) {
    if (!listed.contains("://")) {
      return bare(listed);
    }
    try {
      return bare(Optional.ofNullable(URI.create(listed).getHost()).orElse(""));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** In lower case, without a port, or the dot that ends a full name. */
  private static String bare(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    String name = PORT.matcher(lower).replaceFirst("");
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /**
   * Whether a request is meant for this server.
   *
   * @param host its header {@code Host}; a browser always sends one, so who sends none is none
   */
  public boolean cover(Optional<String> host) {
    return host.map(HostNames::bare).map(this::isKnown).orElse(true);
  }

  private boolean isKnown(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || V4.matcher(name).matches()
        || V6.matcher(name).matches()
        || names.contains(name);
  }
}
