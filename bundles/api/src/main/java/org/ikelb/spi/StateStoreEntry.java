package org.ikelb.spi;

import java.util.Arrays;

/**
 * What is kept under one key. Opaque: stores neither read nor change the value.
 *
 * <p>Immutable, if nobody writes to the array.
 *
 * @param key printable ASCII, at most 300 characters, unique in its kind
 * @param version the format of the value, 1..255; goes back to core with it
 * @param value usually 200 to 500 bytes, never more than 65,535; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, and too many to be copied
public record StateStoreEntry(String key, int version, byte[] value) {

  @Override
  public boolean equals(Object other) {
    return other instanceof StateStoreEntry entry
        && key.equals(entry.key)
        && version == entry.version
        && Arrays.equals(value, entry.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + " (version " + version + ", " + value.length + " bytes)";
  }
}
