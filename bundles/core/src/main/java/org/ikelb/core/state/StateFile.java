package org.ikelb.core.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.ikelb.api.host.WholeFile;
import org.ikelb.spi.StateStoreEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in a file (mode 0600, replaced atomically). One that is broken, foreign or of a newer
 * version is set aside and said so, never trusted, never deleted.
 *
 * <pre>
 *  0          8            12           16             16+n        24+n
 *  | "ikelbSta" | version 4 | length n 4 | entries n    | CRC-32 of them 8 |
 *  an entry:    | key, as writeUTF | version 1 | length 4 | value |
 * </pre>
 *
 * <p>Thread-safe as long as one thread saves.
 */
final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final long MAGIC = 0x696b656c62537461L;
  private static final int VERSION = 2;
  private static final int HEADER = 16;
  private static final int TRAILER = 8;

  private final Path file;

  StateFile(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** What was saved last; empty if there is nothing that can be trusted. */
  Optional<List<StateStoreEntry>> load() {
    if (!exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(Files.readAllBytes(file)));
    } catch (IOException | RuntimeException e) {
      setAside(e);
      return Optional.empty();
    }
  }

  /** Replaces what was saved last. */
  void save(Collection<StateStoreEntry> entries) throws IOException {
    WholeFile.replace(file, bytes(entries), WholeFile.OWNER_ONLY);
  }

  /** Renames it, so that it can be looked at and is not read again. */
  void setAside(Exception cause) {
    Path aside = freeName();
    try {
      Files.move(file, aside);
      LOG.error("event=state-file-set-aside file={} kept_as={}", file, aside, cause);
    } catch (IOException e) {
      LOG.error("event=state-file-unreadable file={}", file, e);
    }
  }

  /** What was set aside before is kept, too. */
  private Path freeName() {
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".unreadable." + i);
    }
    return aside;
  }

  private static ByteBuffer bytes(Collection<StateStoreEntry> entries) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(64 + 320 * entries.size());
    try (DataOutputStream out = new DataOutputStream(body)) {
      for (StateStoreEntry entry : entries) {
        out.writeUTF(entry.key());
        out.writeByte(entry.version());
        out.writeInt(entry.value().length);
        out.write(entry.value());
      }
    }
    byte[] bytes = body.toByteArray();
    return ByteBuffer.allocate(HEADER + bytes.length + TRAILER)
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(bytes.length)
        .put(bytes)
        .putLong(checksum(bytes))
        .flip();
  }

  private static List<StateStoreEntry> parse(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER + TRAILER || buffer.getLong() != MAGIC) {
      throw new IOException("it is no state file of ikelb");
    }
    int version = buffer.getInt();
    if (version != VERSION) {
      throw new IOException("it has version " + version + ", this ikelb reads " + VERSION);
    }
    int length = buffer.getInt();
    if (length != bytes.length - HEADER - TRAILER) {
      throw new IOException("it is cut");
    }
    byte[] body = new byte[length];
    buffer.get(body);
    if (buffer.getLong() != checksum(body)) {
      throw new IOException("its checksum is wrong");
    }
    return entries(body);
  }

  private static List<StateStoreEntry> entries(byte[] body) throws IOException {
    List<StateStoreEntry> entries = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      while (in.available() > 0) {
        String key = in.readUTF();
        int version = in.readUnsignedByte();
        byte[] value = new byte[Math.min(in.readInt(), in.available())];
        in.readFully(value);
        entries.add(new StateStoreEntry(key, version, value));
      }
    }
    return entries;
  }

  private static long checksum(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }
}
