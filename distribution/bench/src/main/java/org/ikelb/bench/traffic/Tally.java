package org.ikelb.bench.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ikelb.bench.traffic.Traffic.Answer;

/**
 * A page of memory that the gateway and the generators share, because a network between them would
 * be part of what is measured:
 *
 * <pre>
 *  0                8                16               24
 *  | ESP received 8 | datagram size 8 | answer 8       |
 * </pre>
 *
 * <p>Thread-safe; only the gateway counts, only the generator whose turn it is says what to expect.
 */
final class Tally {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int RECEIVED = 0;
  private static final int DATAGRAM_BYTES = 8;
  private static final int ANSWER = 16;

  private final ByteBuffer page;

  private Tally(ByteBuffer page) {
    this.page = page;
  }

  static Tally in(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Tally(channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long received() {
    return (long) LONGS.getAcquire(page, RECEIVED);
  }

  void add(long datagrams) {
    LONGS.setRelease(page, RECEIVED, received() + datagrams);
  }

  /** Says what will be sent, and what is to be done with it. */
  void expect(int datagramBytes, Answer answer) {
    LONGS.setRelease(page, DATAGRAM_BYTES, (long) datagramBytes);
    LONGS.setRelease(page, ANSWER, code(answer));
  }

  int datagramBytes() {
    return Math.max(1, (int) (long) LONGS.getAcquire(page, DATAGRAM_BYTES));
  }

  Answer answer() {
    long code = (long) LONGS.getAcquire(page, ANSWER);
    return code == 0 ? Answer.COUNT : code == 1 ? Answer.ECHO_SINGLY : Answer.ECHO_TRAINS;
  }

  private static long code(Answer answer) {
    return switch (answer) {
      case COUNT -> 0;
      case ECHO_SINGLY -> 1;
      case ECHO_TRAINS -> 2;
    };
  }

  /** How many datagrams of the expected size these bytes are. */
  long datagrams(int bytes) {
    int each = datagramBytes();
    return (bytes + each - 1L) / each;
  }
}
