package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * The cheapest question that an IKEv2 gateway answers: a bare header of version 3.0, to which RFC
 * 7296, section 2.5, asks for INVALID_MAJOR_VERSION. It leaves no half-open SA behind.
 *
 * <pre>
 *  question  &lt;SPIi 8&gt; 0000000000000000 00 30 22 08 00000000 0000001c                     28 bytes
 *  answer    &lt;SPIi 8&gt; 0000000000000000 29 20 22 20 00000000 00000024 00000008 00000005   36 bytes
 * </pre>
 *
 * An answer proves that a process reads the port and speaks IKEv2. It does not prove that users can
 * log in: a gateway that refuses everybody answers too.
 *
 * <p>Stateless and thread-safe.
 */
public final class LivenessProbe {
  private static final int VERSION_3 = 0x30;

  private LivenessProbe() {}

  /**
   * The question, without a marker.
   *
   * @param initiatorSpi random, to know the answer by; not 0
   */
  public static ByteBuffer question(long initiatorSpi) {
    return MessageBuilder.message(initiatorSpi, 0, ExchangeType.IKE_SA_INIT, IkeHeader.INITIATOR, 0)
        .version(VERSION_3)
        .build();
  }

  /**
   * Whether this is the answer: any well-formed IKEv2 response that repeats the SPI. An echo of the
   * question is none.
   *
   * @param datagram from the IKE header on, from position to limit; not changed
   */
  public static boolean isAnswer(ByteBuffer datagram, long initiatorSpi) {
    int at = datagram.position();
    return HeaderRules.checkFromGateway(datagram, at, datagram.remaining()) == HeaderFault.NONE
        && IkeHeader.isResponse(datagram, at)
        && IkeHeader.initiatorSpi(datagram, at) == initiatorSpi;
  }
}
