package org.ikelb.api.diagnosis;

import java.time.Instant;
import java.util.List;

/**
 * What has come of a test of the network.
 *
 * @param token the test's
 * @param host where its requests go
 * @param expires from then on nothing more is counted
 * @param sources whose requests arrived
 * @param unanswered requests that were dropped because there were too many
 * @param conclusions of the test as a whole: nothing arrived
 */
public record PathFindings(
    String token,
    String host,
    Instant expires,
    List<Source> sources,
    long unanswered,
    List<Conclusion> conclusions) {
  public PathFindings {
    sources = List.copyOf(sources);
    conclusions = List.copyOf(conclusions);
  }

  /**
   * One address that requests came from.
   *
   * @param address without a port: a laptop's, or its NAT's
   * @param isOver whether the last requests have come, or none for a while
   * @param sizes in the order of port and size, those of which nothing arrived, too
   */
  public record Source(
      String address, boolean isOver, List<Size> sizes, List<Conclusion> conclusions) {
    public Source {
      sizes = List.copyOf(sizes);
      conclusions = List.copyOf(conclusions);
    }
  }

  /**
   * The requests of one size to one port.
   *
   * @param port 500, or 4500 for those behind a marker
   * @param bytes of UDP payload
   * @param sent how many a client sends, if nothing interrupts it
   * @param arrived here
   * @param answered by ikelb
   * @param answeredBefore of these, before the client said last what it had got
   * @param cameBack how many answers it had got then
   */
  public record Size(
      int port, int bytes, int sent, int arrived, int answered, int answeredBefore, int cameBack) {}

  /**
   * What is to be concluded.
   *
   * @param code {@code open}, {@code blocked-500}, {@code blocked-4500}, {@code fragments-dropped},
   *     {@code size-limit}, {@code way-back-cut}, {@code fragments-dropped-back}, {@code lossy},
   *     {@code running}, {@code nothing-arrived}
   * @param text the same in a sentence, with what mends it
   */
  public record Conclusion(String code, String text) {}
}
