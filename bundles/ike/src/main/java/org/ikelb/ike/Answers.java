package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * What can be answered to an IKE_SA_INIT request without keeping any state: one notification in
 * clear, with a responder SPI of 0.
 *
 * <p>Stateless and thread-safe.
 */
public final class Answers {
  private Answers() {}

  /**
   * "Repeat your request with this cookie as its first payload" (RFC 7296, section 2.6).
   *
   * @param request from its header on, at its position; not changed
   * @param cookie 1 to 64 bytes
   */
  public static ByteBuffer cookie(ByteBuffer request, byte... cookie) {
    return notification(request, NotifyType.COOKIE, cookie);
  }

  /** "None of your proposals suits." */
  public static ByteBuffer noProposalChosen(ByteBuffer request) {
    return notification(request, NotifyType.NO_PROPOSAL_CHOSEN);
  }

  /** "Guess another Diffie-Hellman group: this one." */
  public static ByteBuffer invalidKe(ByteBuffer request, int wantedGroup) {
    byte[] group = {(byte) (wantedGroup >>> 8), (byte) wantedGroup};
    return notification(request, NotifyType.INVALID_KE_PAYLOAD, group);
  }

  /** "I speak version 2": what a {@link LivenessProbe} is answered. */
  public static ByteBuffer invalidMajorVersion(ByteBuffer request) {
    return notification(request, NotifyType.INVALID_MAJOR_VERSION);
  }

  /**
   * "None of your proposals suits", made as long as the request by a vendor ID of zeros: so the way
   * back is tried with the same size, and nobody gets more than was sent in his name.
   *
   * @param request 40 bytes at least
   */
  public static ByteBuffer noProposalChosenOfSameSize(ByteBuffer request) {
    int without = noProposalChosen(request).remaining();
    int padding = request.remaining() - without - MessageBuilder.PAYLOAD_HEADER;
    return MessageBuilder.answerTo(request, 0)
        .notify(NotifyType.NO_PROPOSAL_CHOSEN)
        .payload(PayloadType.VENDOR_ID, new byte[padding])
        .build();
  }

  /** Any other notification. */
  public static ByteBuffer notification(ByteBuffer request, int notifyType, byte... data) {
    return MessageBuilder.answerTo(request, 0).notify(notifyType, data).build();
  }
}
