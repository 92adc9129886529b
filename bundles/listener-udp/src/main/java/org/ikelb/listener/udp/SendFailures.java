package org.ikelb.listener.udp;

import io.netty.channel.unix.Errors.NativeIoException;
import java.net.PortUnreachableException;
import org.ikelb.core.dataplane.Relay.SendFailure;

/** Why the kernel refused a datagram, from what Netty throws. Pure. */
final class SendFailures {
  private static final int EIO = -5;
  private static final int EAGAIN = -11;
  private static final int EINVAL = -22;
  private static final int EMSGSIZE = -90;
  private static final int ENOBUFS = -105;
  private static final int ECONNREFUSED = -111;

  private SendFailures() {}

  static SendFailure of(Throwable cause) {
    if (cause instanceof PortUnreachableException) {
      return SendFailure.REFUSED;
    }
    return cause instanceof NativeIoException error
        ? of(error.expectedErr())
        : of(String.valueOf(cause.getMessage()));
  }

  /**
   * Whether what was refused as a train may be sent singly: segments longer than the MTU, or a
   * device that cannot take trains.
   */
  static boolean isAboutTrains(Throwable cause) {
    return cause instanceof NativeIoException error
        && switch (error.expectedErr()) {
          case EIO, EINVAL, EMSGSIZE -> true;
          default -> false;
        };
  }

  private static SendFailure of(int errno) {
    return switch (errno) {
      case ECONNREFUSED -> SendFailure.REFUSED;
      case EMSGSIZE -> SendFailure.TOO_LONG;
      case ENOBUFS, EAGAIN -> SendFailure.BUFFER_FULL;
      default -> SendFailure.UNREACHABLE;
    };
  }

  /** The JDK's exceptions carry the error's text only. */
  private static SendFailure of(String message) {
    if (message.contains("Message too long")) {
      return SendFailure.TOO_LONG;
    }
    return message.contains("No buffer space") ? SendFailure.BUFFER_FULL : SendFailure.UNREACHABLE;
  }
}
