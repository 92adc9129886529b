package org.ikelb.diagnosis.seen;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.ikelb.ike.EncryptedPayload;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.Octets;
import org.ikelb.ike.PayloadType;
import org.ikelb.spi.ObservedMessage;

/**
 * One IKE message, in as few bytes as it can be told from.
 *
 * <p>Immutable and thread-safe.
 *
 * @param server the virtual server
 * @param bytes its length, without UDP header and marker
 * @param fate what became of it, see {@link ObservedMessage#fate}
 * @param exchange see {@link ExchangeType}
 * @param first the type of the first payload, of those inside if it is encrypted; -1: not to be
 *     seen
 * @param fragment its number, from 1; 0: it is whole (RFC 7383)
 * @param fragments how many there are of it
 * @param clear the message, if it is in clear: its first bytes; else empty
 */
public record Line(
    Instant at,
    boolean fromClient,
    String server,
    int bytes,
    String fate,
    int exchange,
    boolean response,
    long id,
    long responderSpi,
    int first,
    int fragment,
    int fragments,
    Octets clear) {
  /** Enough for keys of any group; what is cut off is at most vendor IDs. */
  private static final int MOST_CLEAR = 3000;

  /** What fits into one packet of 1,500 bytes with IPv4, UDP and marker. */
  public static final int FITS = 1500 - 20 - 8 - 4;

  private static final int UNSEEN = -1;
  private static final int TOTAL = IkeHeader.LENGTH + 6;

  /** Reads a message whose header passed the rules. */
  public static Line of(ObservedMessage message) {
    ByteBuffer b = message.message();
    int next = IkeHeader.nextPayload(b, 0);
    boolean hidden = PayloadType.isProtected(next);
    int fragment = next == PayloadType.SKF ? EncryptedPayload.fragment(b, 0) : 0;
    int fragments = fragment > 0 && b.limit() >= TOTAL + 2 ? b.getShort(TOTAL) & 0xffff : 0;
    return new Line(
        message.at(),
        message.direction() == ObservedMessage.Direction.FROM_CLIENT,
        message.virtualServer(),
        b.remaining(),
        message.fate(),
        IkeHeader.exchange(b, 0),
        IkeHeader.isResponse(b, 0),
        IkeHeader.messageId(b, 0),
        IkeHeader.responderSpi(b, 0),
        hidden ? inside(b, fragment) : next,
        fragment,
        fragments,
        hidden ? Octets.of() : Octets.copyOf(b, 0, Math.min(MOST_CLEAR, b.remaining())));
  }

  private static int inside(ByteBuffer b, int fragment) {
    return fragment > 1 || b.limit() <= IkeHeader.LENGTH ? UNSEEN : b.get(IkeHeader.LENGTH) & 0xff;
  }

  /** The message, as far as it is in clear. */
  public Optional<IkeMessage> read() {
    return clear.length() == 0 ? Optional.empty() : IkeMessage.read(clear.toBuffer());
  }

  public boolean opensSa() {
    return ExchangeType.opensSa(exchange);
  }

  /** Whether it belongs to a login. */
  public boolean isLogin() {
    return exchange == ExchangeType.IKE_AUTH || exchange == ExchangeType.IKE_INTERMEDIATE;
  }

  /** Whether it came through ikelb. */
  public boolean isForwarded() {
    return fate.equals("forwarded");
  }

  /** Whether it had to go in several IP packets. */
  public boolean isTooLong() {
    return bytes > FITS;
  }

  /** Whether it says the same as another: the same message again, or the same part of it. */
  boolean repeats(Line other) {
    return fromClient == other.fromClient
        && exchange == other.exchange
        && response == other.response
        && id == other.id
        && fragment == other.fragment;
  }

  /** The same, with the bytes of another that are the same: so they are kept once. */
  Line sharing(Line other) {
    return clear.equals(other.clear)
        ? new Line(
            at,
            fromClient,
            server,
            bytes,
            fate,
            exchange,
            response,
            id,
            responderSpi,
            first,
            fragment,
            fragments,
            other.clear)
        : this;
  }
}
