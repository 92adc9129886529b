package org.ikelb.ike;

import java.util.Map;

/**
 * Notifications, by their number (RFC 7296, section 3.10.1; IANA "IKEv2 Notify Message Types"):
 * below 16384 errors, from there on status.
 *
 * <p>Stateless and thread-safe.
 */
public final class NotifyType {
  private static final int FIRST_STATUS = 16384;

  public static final int INVALID_IKE_SPI = 4;
  public static final int INVALID_MAJOR_VERSION = 5;
  public static final int INVALID_SYNTAX = 7;

  /** None of the offered proposals suits; Windows shows it as error 13868. */
  public static final int NO_PROPOSAL_CHOSEN = 14;

  /** Another group is wanted: its number is the data, 2 bytes. */
  public static final int INVALID_KE_PAYLOAD = 17;

  public static final int AUTHENTICATION_FAILED = 24;
  public static final int NAT_DETECTION_SOURCE_IP = 16388;
  public static final int NAT_DETECTION_DESTINATION_IP = 16389;

  /** "Repeat the request with these bytes in front" (section 2.6). */
  public static final int COOKIE = 16390;

  /** The client understands REDIRECT (RFC 5685). */
  public static final int REDIRECT_SUPPORTED = 16406;

  public static final int REDIRECT = 16407;
  public static final int REDIRECTED_FROM = 16408;

  /** SKF payloads are understood (RFC 7383). */
  public static final int FRAGMENTATION_SUPPORTED = 16430;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "UNSUPPORTED_CRITICAL_PAYLOAD"),
          Map.entry(INVALID_IKE_SPI, "INVALID_IKE_SPI"),
          Map.entry(INVALID_MAJOR_VERSION, "INVALID_MAJOR_VERSION"),
          Map.entry(INVALID_SYNTAX, "INVALID_SYNTAX"),
          Map.entry(9, "INVALID_MESSAGE_ID"),
          Map.entry(11, "INVALID_SPI"),
          Map.entry(NO_PROPOSAL_CHOSEN, "NO_PROPOSAL_CHOSEN"),
          Map.entry(INVALID_KE_PAYLOAD, "INVALID_KE_PAYLOAD"),
          Map.entry(AUTHENTICATION_FAILED, "AUTHENTICATION_FAILED"),
          Map.entry(38, "TS_UNACCEPTABLE"),
          Map.entry(43, "TEMPORARY_FAILURE"),
          Map.entry(16384, "INITIAL_CONTACT"),
          Map.entry(NAT_DETECTION_SOURCE_IP, "NAT_DETECTION_SOURCE_IP"),
          Map.entry(NAT_DETECTION_DESTINATION_IP, "NAT_DETECTION_DESTINATION_IP"),
          Map.entry(COOKIE, "COOKIE"),
          Map.entry(16396, "MOBIKE_SUPPORTED"),
          Map.entry(16404, "MULTIPLE_AUTH_SUPPORTED"),
          Map.entry(REDIRECT_SUPPORTED, "REDIRECT_SUPPORTED"),
          Map.entry(REDIRECT, "REDIRECT"),
          Map.entry(REDIRECTED_FROM, "REDIRECTED_FROM"),
          Map.entry(16418, "CHILDLESS_IKEV2_SUPPORTED"),
          Map.entry(FRAGMENTATION_SUPPORTED, "FRAGMENTATION_SUPPORTED"),
          Map.entry(16431, "SIGNATURE_HASH_ALGORITHMS"),
          Map.entry(16435, "USE_PPK"),
          Map.entry(16438, "INTERMEDIATE_EXCHANGE_SUPPORTED"));

  private NotifyType() {}

  /** Whether it is an error, and not a status (RFC 7296, section 3.10.1). */
  public static boolean isError(int notifyType) {
    return notifyType < FIRST_STATUS;
  }

  /** The RFC's name, or {@code NOTIFY_n}. */
  public static String nameOf(int notifyType) {
    return NAMES.getOrDefault(notifyType, "NOTIFY_" + notifyType);
  }
}
