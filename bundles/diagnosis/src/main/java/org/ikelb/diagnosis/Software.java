package org.ikelb.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.diagnosis.seen.Greeting;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Payload;

/**
 * What a client seems to be, by its vendor IDs and notifications. Anybody may send any of them.
 *
 * <p>Pure functions.
 */
final class Software {
  /** What Windows begins with, and four bytes of version behind it (MS-IKEE; Zeek's tables). */
  private static final String WINDOWS = "1e2b516905991c7d7c96fcbfb587e461";

  private static final Map<String, String> KNOWN =
      Map.of(
          WINDOWS,
          "Windows",
          "fb1de3cdf341b7ea16b7e5be0855f120",
          "Windows",
          "882fe56d6fd20dbc2251613b2ebe5beb",
          "strongSwan",
          "4f452d4c6962726573",
          "libreswan",
          "12f5f28c457168a9702d9fe274cc0100",
          "Cisco Unity");

  /** As long as the shortest of them. */
  private static final int LEAST_DIGITS = 18;

  private static final int DIGITS = 32;

  private Software() {}

  /** {@code Windows}, {@code strongSwan, it seems}, {@code unknown}. */
  static String of(Greeting greeting) {
    return greeting.vendorIds().stream()
        .flatMap(vendor -> byVendorId(vendor.body().toString()).stream())
        .findFirst()
        .or(() -> greeting.request().flatMap(Software::byNotifications))
        .orElse("unknown");
  }

  private static Optional<String> byVendorId(String digits) {
    if (digits.length() < LEAST_DIGITS) {
      return Optional.empty();
    }
    String start = digits.substring(0, Math.min(DIGITS, digits.length()));
    return Optional.ofNullable(KNOWN.get(start))
        .or(() -> Optional.ofNullable(KNOWN.get(digits.substring(0, LEAST_DIGITS))));
  }

  /** strongSwan sends no vendor ID by itself, but asks for this, in this order. */
  private static Optional<String> byNotifications(IkeMessage request) {
    List<Integer> types =
        request.payloads(Payload.Notify.class).map(Payload.Notify::notifyType).toList();
    boolean strongSwan =
        types.contains(NotifyType.REDIRECT_SUPPORTED) && types.contains(SIGNATURE_HASH_ALGORITHMS);
    return strongSwan ? Optional.of("strongSwan, it seems") : Optional.empty();
  }

  private static final int SIGNATURE_HASH_ALGORITHMS = 16431;
}
