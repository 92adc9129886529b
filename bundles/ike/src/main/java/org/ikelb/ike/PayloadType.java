package org.ikelb.ike;

import java.util.Map;

/**
 * The IKEv2 payloads, by their number in a Next Payload field (RFC 7296, section 3.2; IANA "IKEv2
 * Payload Types"). Numbers instead of an enum: they are compared for every message.
 *
 * <p>Stateless and thread-safe.
 */
public final class PayloadType {
  /** No payload follows. */
  public static final int NONE = 0;

  public static final int SA = 33;
  public static final int KE = 34;
  public static final int ID_I = 35;
  public static final int ID_R = 36;
  public static final int CERT = 37;
  public static final int CERTREQ = 38;
  public static final int AUTH = 39;
  public static final int NONCE = 40;
  public static final int NOTIFY = 41;
  public static final int DELETE = 42;
  public static final int VENDOR_ID = 43;
  public static final int TS_I = 44;
  public static final int TS_R = 45;

  /** Encrypted and authenticated: all payloads of the message are inside. */
  public static final int SK = 46;

  public static final int CP = 47;
  public static final int EAP = 48;

  /** A fragment of an SK payload (RFC 7383). */
  public static final int SKF = 53;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(NONE, "none"),
          Map.entry(SA, "SA"),
          Map.entry(KE, "KE"),
          Map.entry(ID_I, "IDi"),
          Map.entry(ID_R, "IDr"),
          Map.entry(CERT, "CERT"),
          Map.entry(CERTREQ, "CERTREQ"),
          Map.entry(AUTH, "AUTH"),
          Map.entry(NONCE, "No"),
          Map.entry(NOTIFY, "N"),
          Map.entry(DELETE, "D"),
          Map.entry(VENDOR_ID, "V"),
          Map.entry(TS_I, "TSi"),
          Map.entry(TS_R, "TSr"),
          Map.entry(SK, "SK"),
          Map.entry(CP, "CP"),
          Map.entry(EAP, "EAP"),
          Map.entry(SKF, "SKF"));

  private PayloadType() {}

  /** Whether only the ends of the IKE SA can have made it: {@link #SK} or {@link #SKF}. */
  public static boolean isProtected(int payload) {
    return payload == SK || payload == SKF;
  }

  /** The RFC's abbreviation, or {@code PAYLOAD_n}. */
  public static String nameOf(int payload) {
    return NAMES.getOrDefault(payload, "PAYLOAD_" + payload);
  }
}
