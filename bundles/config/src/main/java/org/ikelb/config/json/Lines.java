package org.ikelb.config.json;

/**
 * Turns offsets into a text into lines and columns, both from 1; a column counts characters (code
 * points), as editors do.
 *
 * <p>Immutable and thread-safe.
 *
 * @param text the whole text
 */
public record Lines(String text) {

  public int line(int offset) {
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  public int column(int offset) {
    int start = offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    return text.codePointCount(start, offset) + 1;
  }
}
