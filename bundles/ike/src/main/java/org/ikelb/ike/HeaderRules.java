package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * The rules that an IKE header must keep before ikelb looks anything up. Checked in this order; the
 * first one broken is the answer. "Opens": exchange IKE_SA_INIT or IKE_SESSION_RESUME.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>fault</th><th>rule</th><th>why</th></tr>
 * <tr><td>TOO_SHORT</td><td>at least 28 bytes</td><td>RFC 7296, 3.1</td></tr>
 * <tr><td>LENGTH</td><td>28 &lt;= length field &lt;= bytes there are</td><td>a smaller length than
 *     the datagram's is served by gateways, so it is fine; a larger one says that bytes are missing
 *     </td></tr>
 * <tr><td>IKEV1</td><td>not major version 1</td><td>it cannot be followed: L2TP/IPsec and IKEv1
 *     profiles</td></tr>
 * <tr><td>VERSION</td><td>major version 2; any minor one</td><td>2.5: the minor version is ignored
 *     on receipt</td></tr>
 * <tr><td>EXCHANGE</td><td>34 to 38, 43, 44</td><td>no other one travels between a client and a
 *     gateway</td></tr>
 * <tr><td>FLAGS</td><td>opens, from a client: I set, R clear</td><td>a client opens, it is never
 *     asked to</td></tr>
 * <tr><td>FLAGS</td><td>opens, from a gateway: R set</td><td>a gateway answers; ikelb carries no SA
 *     that a gateway opens. I is not looked at: the client ignores what it must</td></tr>
 * <tr><td>SPI</td><td>initiator SPI is not 0</td><td>3.1. Its one exception, a clear INVALID_SPI
 *     hint about ESP without any SPI (1.5), belongs to no session and is dropped too</td></tr>
 * <tr><td>SPI</td><td>opens, from a client: responder SPI is 0</td><td>3.1; some gateways keep a
 *     half-open SA for ever otherwise</td></tr>
 * <tr><td>SPI</td><td>does not open: responder SPI is not 0</td><td>3.1: known since the answer to
 *     IKE_SA_INIT. An answer that opens may have 0: COOKIE, INVALID_KE_PAYLOAD, REDIRECT</td></tr>
 * <tr><td>MESSAGE_ID</td><td>opens: message id is 0</td><td>2.2; some gateways keep a half-open SA
 *     for ever otherwise. Elsewhere any id is right: ids start again with each IKE SA</td></tr>
 * <tr><td>UNPROTECTED</td><td>does not open, from a client: first payload SK or SKF, or an answer
 *     that is nothing but INVALID_IKE_SPI</td><td>1.2: all but the opening exchange is encrypted. A
 *     client that was started anew answers INVALID_IKE_SPI in clear (1.5); from a gateway also
 *     INVALID_MAJOR_VERSION may come (2.5)</td></tr>
 * </table>
 *
 * <p>Flags V and the reserved bits, which are to be ignored on receipt, and all that follows the
 * header are not looked at. Allocates nothing.
 *
 * <p>Stateless and thread-safe.
 */
public final class HeaderRules {
  private static final int MAJOR_VERSION_1 = 1;
  private static final int MAJOR_VERSION_2 = 2;

  private HeaderRules() {}

  /**
   * Checks a message that came to a virtual server.
   *
   * @param b big-endian
   * @param offset where the header begins
   * @param available how many bytes there are from {@code offset} on; may be fewer than a header
   */
  public static HeaderFault checkFromClient(ByteBuffer b, int offset, int available) {
    HeaderFault fault = checkBothSides(b, offset, available);
    if (fault != HeaderFault.NONE) {
      return fault;
    }
    if (!ExchangeType.opensSa(IkeHeader.exchange(b, offset))) {
      return checkFollowing(b, offset, true);
    }
    if (IkeHeader.isResponse(b, offset) || !IkeHeader.isInitiator(b, offset)) {
      return HeaderFault.FLAGS;
    }
    if (IkeHeader.initiatorSpi(b, offset) == 0 || IkeHeader.responderSpi(b, offset) != 0) {
      return HeaderFault.SPI;
    }
    return checkNoMessageId(b, offset);
  }

  /**
   * Checks a message that came to an upstream.
   *
   * @param b big-endian
   * @param offset where the header begins
   * @param available how many bytes there are from {@code offset} on; may be fewer than a header
   */
  public static HeaderFault checkFromGateway(ByteBuffer b, int offset, int available) {
    HeaderFault fault = checkBothSides(b, offset, available);
    if (fault != HeaderFault.NONE) {
      return fault;
    }
    if (!ExchangeType.opensSa(IkeHeader.exchange(b, offset))) {
      return checkFollowing(b, offset, false);
    }
    if (!IkeHeader.isResponse(b, offset)) {
      return HeaderFault.FLAGS;
    }
    if (IkeHeader.initiatorSpi(b, offset) == 0) {
      return HeaderFault.SPI;
    }
    return checkNoMessageId(b, offset);
  }

  private static HeaderFault checkBothSides(ByteBuffer b, int offset, int available) {
    if (available < IkeHeader.LENGTH) {
      return HeaderFault.TOO_SHORT;
    }
    long length = IkeHeader.length(b, offset);
    if (length < IkeHeader.LENGTH || length > available) {
      return HeaderFault.LENGTH;
    }
    int version = IkeHeader.majorVersion(b, offset);
    if (version != MAJOR_VERSION_2) {
      return version == MAJOR_VERSION_1 ? HeaderFault.IKEV1 : HeaderFault.VERSION;
    }
    return ExchangeType.isKnown(IkeHeader.exchange(b, offset))
        ? HeaderFault.NONE
        : HeaderFault.EXCHANGE;
  }

  private static HeaderFault checkFollowing(ByteBuffer b, int offset, boolean mustBeProtected) {
    if (IkeHeader.initiatorSpi(b, offset) == 0 || IkeHeader.responderSpi(b, offset) == 0) {
      return HeaderFault.SPI;
    }
    return mustBeProtected && !IkeHeader.isProtected(b, offset) && !InvalidIkeSpi.isIn(b, offset)
        ? HeaderFault.UNPROTECTED
        : HeaderFault.NONE;
  }

  private static HeaderFault checkNoMessageId(ByteBuffer b, int offset) {
    return IkeHeader.messageId(b, offset) == 0 ? HeaderFault.NONE : HeaderFault.MESSAGE_ID;
  }
}
