package org.ikelb.ike.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.ikelb.ike.Octets;

/** One captured frame, big-endian; finds the UDP datagram in it. */
final class Frame {
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int VLAN = 0x8100;
  private static final int SERVICE_VLAN = 0x88a8;
  private static final int VLAN_TAG = 4;
  private static final int UDP = 17;
  private static final int UDP_HEADER = 8;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int IPV6_FRAGMENT = 44;

  /** More fragments, or a fragment offset that is not 0. */
  private static final int IPV4_FRAGMENT = 0x3fff;

  private final ByteBuffer bytes;
  private int ipAt;
  private int etherType;

  Frame(ByteBuffer bytes, LinkLayer link) {
    this.bytes = bytes;
    ipAt = link.length();
    etherType = bytes.limit() < ipAt ? 0 : u16(link.protocolAt());
    while ((etherType == VLAN || etherType == SERVICE_VLAN) && bytes.limit() >= ipAt + VLAN_TAG) {
      etherType = u16(ipAt + 2);
      ipAt += VLAN_TAG;
    }
  }

  /** Whether it is one of several IP fragments: the UDP datagram is not whole. */
  boolean isFragment() {
    return (isIp(IPV4, IPV4_HEADER) && (u16(ipAt + 6) & IPV4_FRAGMENT) != 0)
        || (isIp(IPV6, IPV6_HEADER) && u8(ipAt + 6) == IPV6_FRAGMENT);
  }

  /** The datagram; empty if it is not UDP, a fragment, or cut by the capture. */
  Optional<CapturedDatagram> datagram(Instant time) {
    if (isFragment()) {
      return Optional.empty();
    }
    if (isIp(IPV4, IPV4_HEADER) && u8(ipAt + 9) == UDP) {
      return udp(time, ipAt + 12, 4, ipAt + (u8(ipAt) & 0xf) * 4);
    }
    if (isIp(IPV6, IPV6_HEADER) && u8(ipAt + 6) == UDP) {
      return udp(time, ipAt + 8, 16, ipAt + IPV6_HEADER);
    }
    return Optional.empty();
  }

  private Optional<CapturedDatagram> udp(Instant time, int addressAt, int addressLength, int at) {
    if (bytes.limit() < at + UDP_HEADER) {
      return Optional.empty();
    }
    int length = u16(at + 4) - UDP_HEADER;
    if (length < 0 || bytes.limit() - at - UDP_HEADER < length) {
      return Optional.empty();
    }
    return Optional.of(
        new CapturedDatagram(
            time,
            endpoint(addressAt, addressLength, at),
            endpoint(addressAt + addressLength, addressLength, at + 2),
            Octets.copyOf(bytes, at + UDP_HEADER, length)));
  }

  private InetSocketAddress endpoint(int addressAt, int addressLength, int portAt) {
    byte[] address = Octets.copyOf(bytes, addressAt, addressLength).toArray();
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), u16(portAt));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are always an address", e);
    }
  }

  private boolean isIp(int type, int header) {
    return etherType == type && bytes.limit() >= ipAt + header;
  }

  private int u8(int at) {
    return bytes.get(at) & 0xff;
  }

  private int u16(int at) {
    return bytes.getShort(at) & 0xffff;
  }
}
