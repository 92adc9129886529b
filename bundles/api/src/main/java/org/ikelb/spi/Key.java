package org.ikelb.spi;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What sessions that belong together have in common. Two keys are equal if their bytes are.
 *
 * <p>A strategy that knows where its sessions belong says so with {@link #preferring}; otherwise
 * the balancing method decides.
 *
 * <p>Immutable and thread-safe.
 */
public final class Key {
  private final byte[] bytes;
  private final boolean shared;
  private final List<String> preferred;
  private final int hash;

  private Key(byte[] bytes, boolean shared, List<String> preferred) {
    this.bytes = bytes;
    this.shared = shared;
    this.preferred = preferred;
    this.hash = Arrays.hashCode(bytes);
  }

  /**
   * Sessions with the same bytes go to the same gateway, as long as the binding lives.
   *
   * @param bytes any number; a few, since they are kept with each session and written to the state
   */
  public static Key shared(byte[] bytes) {
    return new Key(bytes.clone(), true, List.of());
  }

  /**
   * The session stands by itself: the bytes only feed the balancing method, nothing is bound.
   *
   * @param bytes any number; should differ from session to session, or methods that hash them put
   *     all on one gateway
   */
  public static Key alone(byte[] bytes) {
    return new Key(bytes.clone(), false, List.of());
  }

  /**
   * The same key for a session that belongs on certain gateways. The first of them that takes
   * sessions gets it, unless its key is bound already; if none does, the balancing method decides.
   *
   * @param gateways names in the pool, most wanted first; one that the pool does not have is passed
   *     over. The list is kept as it is if it is immutable: build it once, not for each session
   */
  public Key preferring(List<String> gateways) {
    return new Key(bytes, shared, List.copyOf(gateways));
  }

  /** Names of the gateways that the session belongs on, most wanted first; normally none. */
  public List<String> preferred() {
    return preferred;
  }

  /** Whether other sessions may have this key: only then a binding is remembered. */
  public boolean isShared() {
    return shared;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * A well-mixed hash of the bytes, the same in every run and version: for methods that hash the
   * key. Not keyed, so a client that chooses its bytes can choose its hash.
   */
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

  /** The bytes in hexadecimal digits: for logs and the session views. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
