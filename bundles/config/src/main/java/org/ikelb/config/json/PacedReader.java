package org.ikelb.config.json;

import java.io.Reader;

/**
 * Hands out a text one char per read, so that its position tells exactly how far the reader behind
 * it has come.
 *
 * <p>Not thread-safe.
 */
final class PacedReader extends Reader {
  private final String text;
  private int position;

  PacedReader(String text) {
    this.text = text;
  }

  /** How many chars were handed out. */
  int position() {
    return position;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (position == text.length()) {
      return -1;
    }
    buffer[offset] = text.charAt(position++);
    return 1;
  }

  @Override
  public void close() {}
}
