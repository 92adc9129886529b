package org.ikelb.console.verb;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.api.Views;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionFilter.Network;
import org.ikelb.api.view.SessionState;

/** Makes a {@link SessionFilter} of the options that verbs on sessions share. Pure functions. */
final class SessionSelection {
  static final String POOL = "pool";
  static final String GATEWAY = "gateway";
  static final String CLIENT = "client";
  static final String SPI = "spi";
  static final String STATE = "state";
  static final List<String> STATES = List.of("half-open", "quiet", "established", "suspect");

  private static final Pattern HEX = Pattern.compile("(?:0x)?([0-9a-fA-F]{1,16})");

  private SessionSelection() {}

  /** What the options select; the pool and the gateway that they name exist. */
  static SessionFilter of(Input input, Views views) throws VerbFailed {
    Optional<String> pool = input.option(POOL);
    Optional<String> gateway = input.option(GATEWAY);
    if (pool.isPresent()) {
      List<String> pools = views.pools().stream().map(PoolView::name).toList();
      if (!pools.contains(pool.get())) {
        throw VerbFailed.notFound("pool", pool.get(), pools);
      }
    }
    if (gateway.isPresent()) {
      GatewayId id = KnownGateway.any(gateway.get(), views).id();
      if (!id.pool().equals(pool.orElse(id.pool()))) {
        throw VerbFailed.refused(id + " is not of the pool " + pool.get());
      }
      pool = Optional.of(id.pool());
      gateway = Optional.of(id.gateway());
    }
    return new SessionFilter(
        Optional.empty(), pool, gateway, network(input), spi(input), state(input));
  }

  private static Optional<Network> network(Input input) throws VerbFailed {
    if (input.option(CLIENT).isEmpty()) {
      return Optional.empty();
    }
    String text = input.option(CLIENT).get();
    String[] parts = text.split("/", 2);
    if (!Endpoints.isLiteral(parts[0])) {
      throw noNetwork(text, "an address is written like 198.51.100.7 or 2001:db8::7");
    }
    try {
      InetAddress address = InetAddress.getByName(parts[0]);
      int bits = address.getAddress().length * 8;
      return Optional.of(
          new Network(address, parts.length == 1 ? bits : Integer.parseInt(parts[1])));
    } catch (UnknownHostException e) {
      throw noNetwork(text, "the address is malformed");
    } catch (NumberFormatException e) {
      throw noNetwork(text, "the prefix must be a number of bits");
    } catch (IllegalArgumentException e) {
      throw noNetwork(text, String.valueOf(e.getMessage()));
    }
  }

  private static VerbFailed noNetwork(String text, String why) {
    return VerbFailed.refused("--" + CLIENT + " cannot be \"" + text + "\": " + why);
  }

  private static Optional<Long> spi(Input input) throws VerbFailed {
    if (input.option(SPI).isEmpty()) {
      return Optional.empty();
    }
    String text = input.option(SPI).get();
    Matcher hex = HEX.matcher(text);
    if (!hex.matches()) {
      throw VerbFailed.refused(
          "--" + SPI + " cannot be \"" + text + "\": an IKE SPI has up to 16 hexadecimal digits");
    }
    return Optional.of(Long.parseUnsignedLong(hex.group(1), 16));
  }

  private static Optional<SessionState> state(Input input) {
    return input
        .option(STATE)
        .map(word -> SessionState.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
  }
}
