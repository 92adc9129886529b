package org.ikelb.ike.capture;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.ikelb.ike.Octets;

/**
 * A UDP datagram from a capture file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param time when it was captured
 * @param source where it came from
 * @param destination where it went
 * @param payload without the UDP header
 */
public record CapturedDatagram(
    Instant time, InetSocketAddress source, InetSocketAddress destination, Octets payload) {}
