package org.ikelb.monitor.icmp;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.IntByReference;

/**
 * The calls of the C library that ICMP sockets need, see their manual pages. Each one that fails
 * throws a {@link LastErrorException} with the {@link Errno}. The constants are those of Linux.
 *
 * <p>Thread-safe.
 */
interface LibC extends Library {
  int AF_INET = 2;
  int AF_INET6 = 10;
  int SOCK_DGRAM = 2;
  int SOCK_RAW = 3;
  int SOCK_NONBLOCK = 0x800;
  int SOCK_CLOEXEC = 0x80000;
  int IPPROTO_IP = 0;
  int IPPROTO_ICMP = 1;
  int IPPROTO_IPV6 = 41;
  int IPPROTO_ICMPV6 = 58;

  /** Lets a socket learn of every ICMP error about what it sent. */
  int IP_RECVERR = 11;

  /** The same for IPv6. */
  int IPV6_RECVERR = 25;

  /** Reads what IP_RECVERR has queued, instead of what was received. */
  int MSG_ERRQUEUE = 0x2000;

  short POLLIN = 1;

  /**
   * Loads the C library.
   *
   * @throws LinkageError if JNA's own native part cannot be loaded
   */
  static LibC load() {
    return Native.load("c", LibC.class);
  }

  int socket(int family, int type, int protocol) throws LastErrorException;

  int setsockopt(int socket, int level, int option, IntByReference value, int length)
      throws LastErrorException;

  int bind(int socket, byte[] address, int length) throws LastErrorException;

  int connect(int socket, byte[] address, int length) throws LastErrorException;

  NativeLong send(int socket, byte[] message, NativeLong length, int flags)
      throws LastErrorException;

  NativeLong recvfrom(
      int socket,
      byte[] buffer,
      NativeLong length,
      int flags,
      byte[] address,
      IntByReference addressLength)
      throws LastErrorException;

  /**
   * Waits for events.
   *
   * @param descriptors one {@code struct pollfd}: descriptor 4 bytes, events 2, found events 2
   */
  int poll(byte[] descriptors, NativeLong count, int timeoutMillis) throws LastErrorException;

  int close(int socket) throws LastErrorException;
}
