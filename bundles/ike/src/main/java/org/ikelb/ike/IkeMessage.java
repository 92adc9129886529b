package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An IKE message as far as it can be read without keys. For guards, observers and people; the loops
 * read the header in place with {@link IkeHeader}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param header its first 28 bytes
 * @param payloads in the order sent; those behind an encrypted one are inside it
 * @param fault what was wrong behind the header, if anything; {@code payloads} ends there, but for
 *     {@link PayloadFault#CONTENT} and {@link PayloadFault#MESSAGE_LENGTH}
 */
public record IkeMessage(Header header, List<Payload> payloads, PayloadFault fault) {

  public IkeMessage {
    payloads = List.copyOf(payloads);
  }

  /**
   * The fields of the header, see {@link IkeHeader}.
   *
   * @param version as sent: 0x20 is 2.0
   * @param flags as sent, see {@link IkeHeader#INITIATOR} and {@link IkeHeader#RESPONSE}
   * @param messageId 0 to 2^32-1
   * @param length 0 to 2^32-1
   */
  public record Header(
      long initiatorSpi,
      long responderSpi,
      int version,
      int exchange,
      int flags,
      long messageId,
      long length) {

    public boolean isResponse() {
      return (flags & IkeHeader.RESPONSE) != 0;
    }
  }

  /**
   * Reads a message; whatever the bytes are, nothing is thrown and no more is read than there is.
   *
   * @param datagram from the header on, without a marker, from position to limit; not changed
   * @return empty if there are fewer bytes than a header has
   */
  public static Optional<IkeMessage> read(ByteBuffer datagram) {
    if (datagram.remaining() < IkeHeader.LENGTH) {
      return Optional.empty();
    }
    ByteBuffer b = datagram.slice();
    Header header = readHeader(b);
    if (IkeHeader.majorVersion(b, 0) != IkeHeader.VERSION_2 >>> 4) {
      return Optional.of(new IkeMessage(header, List.of(), PayloadFault.VERSION));
    }
    PayloadReader reader = new PayloadReader(b, (int) Math.min(header.length(), b.limit()));
    reader.walk(IkeHeader.nextPayload(b, 0));
    boolean fits = header.length() >= IkeHeader.LENGTH && header.length() <= b.limit();
    return Optional.of(
        new IkeMessage(
            header, reader.payloads(), fits ? reader.fault() : PayloadFault.MESSAGE_LENGTH));
  }

  private static Header readHeader(ByteBuffer b) {
    return new Header(
        IkeHeader.initiatorSpi(b, 0),
        IkeHeader.responderSpi(b, 0),
        b.get(17) & 0xff,
        IkeHeader.exchange(b, 0),
        b.get(19) & 0xff,
        IkeHeader.messageId(b, 0),
        IkeHeader.length(b, 0));
  }

  /** The payloads of one kind, in the order sent. */
  public <P extends Payload> Stream<P> payloads(Class<P> kind) {
    return payloads.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The first notification of this type. */
  public Optional<Payload.Notify> notification(int notifyType) {
    return payloads(Payload.Notify.class).filter(n -> n.notifyType() == notifyType).findFirst();
  }

  /**
   * One line for an administrator: {@code IKE_SA_INIT request 0 6f39e8ecdd0602ae/0000000000000000
   * [SA(...) KE(MODP_1024) No ...]}.
   */
  public String describe() {
    String version =
        header.version() == IkeHeader.VERSION_2
            ? ""
            : "version " + (header.version() >>> 4) + "." + (header.version() & 0xf) + " ";
    String inside = payloads.stream().map(Payload::describe).collect(Collectors.joining(" "));
    return version
        + ExchangeType.nameOf(header.exchange())
        + (header.isResponse() ? " response " : " request ")
        + header.messageId()
        + String.format(" %016x/%016x", header.initiatorSpi(), header.responderSpi())
        + (" [" + inside + "]")
        + (fault == PayloadFault.NONE ? "" : " fault=" + fault);
  }
}
