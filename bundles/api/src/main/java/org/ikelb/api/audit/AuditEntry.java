package org.ikelb.api.audit;

import java.time.Instant;

/**
 * Something that somebody did, or was refused.
 *
 * <p>Immutable.
 *
 * @param user who; {@code -} if that is not known
 * @param role what they may do; {@code -} for whoever is nobody known
 * @param from where they came from: {@code control socket}, {@code web 192.0.2.7}
 * @param what was asked for, without secrets: {@code drain vpn/vpn1}
 * @param result {@code done}, or what came of it
 */
public record AuditEntry(
    Instant at, String user, String role, String from, String what, String result) {
  /** What is put where something is not known. */
  public static final String UNKNOWN = "-";
}
