package org.ikelb.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes the topology in another product's words, and says what that product cannot express.
 *
 * <p>Pure: no I/O, no clock, no randomness; the same request gives the same export. Called on
 * ordinary threads, possibly several at once: thread-safe.
 */
@ConsumerType
public interface Exporter {
  /** The forms it can write, at least one; the first is written where none is asked for. */
  List<Form> forms();

  /**
   * Writes one form.
   *
   * @param request what to write
   * @return documents and findings; a topology that cannot be expressed at all is a finding that
   *     refuses it, not an exception
   */
  Export export(ExportRequest request);
}
