package org.ikelb.monitor.icmp;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.List;

/** A C library that refuses sockets, or hands out numbers that stand for them. */
class FakeLibC implements LibC {
  final List<Integer> open = new ArrayList<>();
  private final int pingError;
  private final int rawError;

  /** Error numbers that opening a socket fails with; 0: it does not fail. */
  FakeLibC(int pingError, int rawError) {
    this.pingError = pingError;
    this.rawError = rawError;
  }

  @Override
  public int socket(int family, int type, int protocol) {
    int error = (type & 0xf) == SOCK_RAW ? rawError : pingError;
    if (error != 0) {
      throw new LastErrorException(error);
    }
    open.add(type & 0xf);
    return open.size();
  }

  @Override
  public int setsockopt(int socket, int level, int option, IntByReference value, int length) {
    return 0;
  }

  @Override
  public int bind(int socket, byte[] address, int length) {
    return 0;
  }

  @Override
  public int connect(int socket, byte[] address, int length) {
    return 0;
  }

  @Override
  public NativeLong send(int socket, byte[] message, NativeLong length, int flags) {
    return length;
  }

  @Override
  public NativeLong recvfrom(
      int socket,
      byte[] buffer,
      NativeLong length,
      int flags,
      byte[] address,
      IntByReference addressLength) {
    throw new LastErrorException(Errno.EAGAIN);
  }

  @Override
  public int poll(byte[] descriptors, NativeLong count, int timeoutMillis) {
    return 0;
  }

  @Override
  public int close(int socket) {
    open.remove(open.size() - 1);
    return 0;
  }
}
