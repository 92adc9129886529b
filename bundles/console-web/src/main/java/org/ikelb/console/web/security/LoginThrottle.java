package org.ikelb.console.web.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.ikelb.http.kit.ClientPlace;
import org.jspecify.annotations.Nullable;

/**
 * Limits guessing of passwords: by where it comes from, an IPv6 network of 64 bits counting as one
 * place, for whoever has one address there has all; and, more generously, by the name that is
 * guessed for, wherever it comes from. Whoever was let in before is not asked here.
 *
 * <p>Thread-safe.
 */
final class LoginThrottle {
  private static final int FROM_ONE_PLACE = 5;
  private static final int FOR_ONE_NAME = 20;

  private final Throttle places = new Throttle(FROM_ONE_PLACE);
  private final Throttle names = new Throttle(FOR_ONE_NAME);

  /** How long this attempt has to wait; zero: not at all. */
  Duration wait(String address, String name, long nowNanos) {
    Duration place = places.wait(place(address), nowNanos);
    Duration user = names.wait(name, nowNanos);
    return place.compareTo(user) > 0 ? place : user;
  }

  void failed(String address, String name, long nowNanos) {
    places.failed(place(address), nowNanos);
    names.failed(name, nowNanos);
  }

  /** An IPv4 address, or the first 64 bits of an IPv6 address. */
  static String place(@Nullable String address) {
    try {
      return ClientPlace.of(InetAddress.getByName(address)).text(); // a literal: nothing is asked
    } catch (UnknownHostException e) {
      return String.valueOf(address);
    }
  }
}
