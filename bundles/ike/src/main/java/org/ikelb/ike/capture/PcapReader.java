package org.ikelb.ike.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the UDP datagrams of a capture file, one after the other: pcap with microseconds or
 * nanoseconds, Ethernet (VLAN tags too) or Linux "any", IPv4 and IPv6.
 *
 * <pre>
 *  file    magic 4, version 2+2, 0 4, 0 4, longest frame 4, link layer 4     24 bytes
 *  frame   seconds 4, fraction 4, captured 4, on the wire 4, captured bytes
 * </pre>
 *
 * Numbers of the file itself are in the byte order of the machine that wrote it; the magic tells.
 * IP fragments are not put together: they are counted and left out, like all that is not UDP.
 *
 * <p>Not thread-safe.
 */
public final class PcapReader {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int PCAPNG = 0x0a0d0d0a;
  private static final int FILE_HEADER = 24;
  private static final int FRAME_HEADER = 16;
  private static final int LONGEST_FRAME = 1 << 20;

  private final InputStream in;
  private final ByteOrder order;
  private final int nanosPerUnit;
  private final LinkLayer link;
  private int fragments;
  private int others;

  /**
   * Reads the head of the file.
   *
   * @param in buffered; stays the caller's to close
   * @throws IOException also if it is no pcap file, or of a link layer that cannot be read
   */
  public PcapReader(InputStream in) throws IOException {
    this.in = in;
    ByteBuffer head = ByteBuffer.wrap(in.readNBytes(FILE_HEADER));
    if (head.limit() < FILE_HEADER) {
      throw new IOException("not a capture file: shorter than " + FILE_HEADER + " bytes");
    }
    if (head.getInt(0) == PCAPNG) {
      throw new IOException("pcapng is not read; convert it: editcap -F pcap IN OUT");
    }
    order = isMagic(head.getInt(0)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    head.order(order);
    if (!isMagic(head.getInt(0))) {
      throw new IOException(
          "not a pcap file: it begins with " + Integer.toHexString(head.getInt(0)));
    }
    nanosPerUnit = head.getInt(0) == NANOSECONDS ? 1 : 1000;
    int linkType = head.getInt(20) & 0xffff;
    link = LinkLayer.of(linkType).orElseThrow(() -> unknownLinkLayer(linkType));
  }

  /**
   * The next UDP datagram; empty at the end of the file.
   *
   * @throws IOException also if the file ends within a frame
   */
  public Optional<CapturedDatagram> next() throws IOException {
    while (true) {
      ByteBuffer head = ByteBuffer.wrap(in.readNBytes(FRAME_HEADER)).order(order);
      if (head.limit() == 0) {
        return Optional.empty();
      }
      Frame frame = new Frame(readFrame(head), link);
      long fraction = (head.getInt(4) & 0xffffffffL) * nanosPerUnit;
      Instant time = Instant.ofEpochSecond(head.getInt(0) & 0xffffffffL, fraction);
      Optional<CapturedDatagram> datagram = frame.datagram(time);
      if (datagram.isPresent()) {
        return datagram;
      }
      if (frame.isFragment()) {
        fragments++;
      } else {
        others++;
      }
    }
  }

  /** How many IP fragments were left out so far. */
  public int fragments() {
    return fragments;
  }

  /** How many frames were left out so far as not UDP, or cut by the capture. */
  public int others() {
    return others;
  }

  private ByteBuffer readFrame(ByteBuffer head) throws IOException {
    if (head.limit() < FRAME_HEADER) {
      throw new IOException("the file ends within a frame");
    }
    int length = head.getInt(8);
    if (length < 0 || length > LONGEST_FRAME) {
      throw new IOException("damaged file: a frame of " + Integer.toUnsignedString(length));
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the file ends within a frame");
    }
    return ByteBuffer.wrap(bytes);
  }

  private static boolean isMagic(int value) {
    return value == MICROSECONDS || value == NANOSECONDS;
  }

  private static IOException unknownLinkLayer(int linkType) {
    return new IOException(
        "link layer " + linkType + " is not read; capture on Ethernet or with tcpdump -i any");
  }
}
