package org.ikelb.monitor.ike;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ikelb.ike.IkeMessage;

/** What one probe sent and received, in words. Used by one thread. */
final class Transcript {
  /** A gateway, or somebody in its place, may send without end. */
  private static final int MAX_LINES = 32;

  private final long start;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param start when the probe began
   */
  Transcript(long start) {
    this.start = start;
  }

  void sent(int port, ByteBuffer message) {
    add(" to " + port + ": " + describe(message));
  }

  void received(int port, ByteBuffer message) {
    add(" from " + port + ": " + describe(message));
  }

  void failed(int port, String what) {
    add(" from " + port + ": " + what);
  }

  private void add(String what) {
    if (lines.size() < MAX_LINES) {
      double millis = (System.nanoTime() - start) / 1e6;
      lines.add(String.format(Locale.ROOT, "%.1f ms", millis) + what);
    }
  }

  private static String describe(ByteBuffer message) {
    return IkeMessage.read(message)
        .map(IkeMessage::describe)
        .orElseGet(() -> message.remaining() + " bytes, too few for IKE");
  }

  List<String> lines() {
    return lines;
  }
}
