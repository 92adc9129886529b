package org.ikelb.api.audit;

import java.util.List;
import org.ikelb.api.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers who did what: each entry is a line of the log ({@code event=audit}), and the latest are
 * kept until ikelb ends.
 *
 * <p>Thread-safe. Texts may come from anybody: what could forge a line of the log is replaced.
 */
@ProviderType
public interface AuditTrail {
  /**
   * Notes what somebody known did.
   *
   * @param what was asked for, without secrets
   * @param result {@code done}, or what came of it
   */
  void note(Caller caller, String what, String result);

  /**
   * Notes what somebody did who is not known, or not by a name: a failed login, a jar put into a
   * folder.
   *
   * @param user the name that was given; {@link AuditEntry#UNKNOWN}: none was
   * @param from where it came from
   */
  void noteStranger(String user, String from, String what, String result);

  /** The latest, newest first; at most 1,000 that were done, and 1,000 that were refused. */
  List<AuditEntry> latest();
}
