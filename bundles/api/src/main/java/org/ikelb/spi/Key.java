package org.ikelb.spi;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What sessions that belong together have in common. Two keys are equal if their bytes are.
 *
 * <p>Immutable and thread-safe.
 */
public final class Key {
  private final byte[] bytes;
  private final boolean shared;
  private final int hash;

  private Key(byte[] bytes, boolean shared) {
    this.bytes = bytes.clone();
    this.shared = shared;
    this.hash = Arrays.hashCode(bytes);
  }

  /** Sessions with the same bytes go to the same gateway, as long as the binding lives. */
  public static Key shared(byte[] bytes) {
    return new Key(bytes, true);
  }

  /** The session stands by itself: the bytes only feed the balancing method, nothing is bound. */
  public static Key alone(byte[] bytes) {
    return new Key(bytes, false);
  }

  /** Whether other sessions may have this key: only then a binding is remembered. */
  public boolean isShared() {
    return shared;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** A well-mixed hash of the bytes, the same in every run: for methods that hash the key. */
  public long hash64() {
    long h = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      h = (h ^ (b & 0xff)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
