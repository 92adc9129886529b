package org.ikelb.ike;

/**
 * The IKEv2 exchanges, by their number in the header (RFC 7296, section 3.1; IANA "IKEv2 Exchange
 * Types"). Numbers instead of an enum: they are compared for every message.
 *
 * <p>Stateless and thread-safe.
 */
public final class ExchangeType {
  /** Opens an IKE SA; in clear. */
  public static final int IKE_SA_INIT = 34;

  public static final int IKE_AUTH = 35;
  public static final int CREATE_CHILD_SA = 36;
  public static final int INFORMATIONAL = 37;

  /** Opens an IKE SA from a ticket; in clear (RFC 5723). */
  public static final int IKE_SESSION_RESUME = 38;

  /** Between IKE_SA_INIT and IKE_AUTH, for long key exchanges (RFC 9242). */
  public static final int IKE_INTERMEDIATE = 43;

  /** Further key exchanges after CREATE_CHILD_SA (RFC 9370). */
  public static final int IKE_FOLLOWUP_KE = 44;

  private ExchangeType() {}

  /** Whether this is one of the exchanges above. */
  public static boolean isKnown(int exchange) {
    return (exchange >= IKE_SA_INIT && exchange <= IKE_SESSION_RESUME)
        || exchange == IKE_INTERMEDIATE
        || exchange == IKE_FOLLOWUP_KE;
  }

  /** Whether its request opens an IKE SA: it travels in clear, and its responder SPI is 0. */
  public static boolean opensSa(int exchange) {
    return exchange == IKE_SA_INIT || exchange == IKE_SESSION_RESUME;
  }

  /** The RFC's name, or {@code EXCHANGE_n}. */
  public static String nameOf(int exchange) {
    return switch (exchange) {
      case IKE_SA_INIT -> "IKE_SA_INIT";
      case IKE_AUTH -> "IKE_AUTH";
      case CREATE_CHILD_SA -> "CREATE_CHILD_SA";
      case INFORMATIONAL -> "INFORMATIONAL";
      case IKE_SESSION_RESUME -> "IKE_SESSION_RESUME";
      case IKE_INTERMEDIATE -> "IKE_INTERMEDIATE";
      case IKE_FOLLOWUP_KE -> "IKE_FOLLOWUP_KE";
      default -> "EXCHANGE_" + exchange;
    };
  }
}
