package org.ikelb.diagnosis.seen;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.text.AddressText;

/**
 * What went past between one client and its gateway, as it is at one moment.
 *
 * <p>Immutable and thread-safe.
 *
 * @param session the session's id; empty: it opened none
 * @param endpoint where its first message came from
 * @param latest where the last one of the client came from
 * @param gateway {@code pool/gateway}; empty: it went to none
 * @param spi the initiator SPI
 * @param lines its messages: of many the first ones, and the last ones
 * @param leftOut how many are not among them
 * @param outcome what the attempt came to; empty: it goes on
 * @param detail the same in a sentence
 * @param carries whether ESP went both ways
 * @param ended why its session ended; empty: it goes on, or opened none
 */
public record Talk(
    String session,
    InetSocketAddress endpoint,
    InetSocketAddress latest,
    String gateway,
    long spi,
    List<Line> lines,
    int leftOut,
    String outcome,
    String detail,
    boolean carries,
    String ended) {
  /** Of more, the first half and the latest. */
  static final int MOST_LINES = 40;

  private static final int BYTES_OF_LINE = 120;
  private static final int BYTES = 400;

  public Talk {
    lines = List.copyOf(lines);
  }

  /** The address and port that its first message came from. */
  public String client() {
    return AddressText.endpoint(endpoint);
  }

  /** Whether its client was there, at first or at last. */
  public boolean isOf(String itsEndpoint) {
    return itsEndpoint.equals(client()) || itsEndpoint.equals(AddressText.endpoint(latest));
  }

  /** The same without the port. */
  public String address() {
    return AddressText.of(endpoint.getAddress());
  }

  public Instant began() {
    return lines.get(0).at();
  }

  public Instant last() {
    return lines.get(lines.size() - 1).at();
  }

  public Duration took() {
    return Duration.between(began(), last());
  }

  /** {@code pool}; empty: it went to no gateway. */
  public String pool() {
    int slash = gateway.indexOf('/');
    return slash < 0 ? "" : gateway.substring(0, slash);
  }

  /** How much memory it takes, about, in bytes. */
  int memory() {
    int clear = lines.stream().mapToInt(line -> line.clear().length()).sum();
    return BYTES + lines.size() * BYTES_OF_LINE + clear;
  }

  /** With one message more. */
  Talk with(Line line, InetSocketAddress from, String itsSession, String itsGateway) {
    Optional<Line> same = lines.stream().filter(line::repeats).findFirst();
    Line added = same.map(line::sharing).orElse(line);
    List<Line> all = new ArrayList<>(lines);
    int left = leftOut;
    if (all.size() == MOST_LINES) {
      all.remove(MOST_LINES / 2);
      left++;
    }
    all.add(added);
    return new Talk(
        itsSession.isEmpty() ? session : itsSession,
        endpoint,
        from,
        itsGateway.isEmpty() ? gateway : itsGateway,
        spi,
        all,
        left,
        outcome,
        detail,
        carries,
        ended);
  }

  Talk cameTo(String what, String why) {
    return new Talk(
        session, endpoint, latest, gateway, spi, lines, leftOut, what, why, carries, ended);
  }

  Talk carrying() {
    return new Talk(
        session, endpoint, latest, gateway, spi, lines, leftOut, outcome, detail, true, ended);
  }

  Talk endedFor(String reason) {
    return new Talk(
        session, endpoint, latest, gateway, spi, lines, leftOut, outcome, detail, carries, reason);
  }
}
