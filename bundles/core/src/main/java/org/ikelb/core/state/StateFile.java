package org.ikelb.core.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state in a file (mode 0600, replaced atomically). One that is broken, foreign or of a newer
 * version is set aside and said so, never trusted, never deleted.
 *
 * <pre>
 *  0          8            12           16             16+n        24+n
 *  | "ikelbSta" | version 4 | length n 4 | {@link StateCodec} n | CRC-32 of it 8 |
 * </pre>
 *
 * <p>Thread-safe as long as one thread saves.
 */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final long MAGIC = 0x696b656c62537461L;
  private static final int VERSION = 1;
  private static final int HEADER = 16;
  private static final int TRAILER = 8;

  private final Path file;

  public StateFile(Path file) {
    this.file = file;
  }

  /** What was saved last; empty if there is nothing that can be trusted. */
  public Optional<SavedState> load() {
    if (!Files.exists(file)) {
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
  public void save(SavedState state) throws IOException {
    byte[] bytes = bytes(state);
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] bytes(SavedState state) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      StateCodec.write(state, out);
    }
    return ByteBuffer.allocate(HEADER + body.size() + TRAILER)
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(body.size())
        .put(body.toByteArray())
        .putLong(checksum(body.toByteArray()))
        .array();
  }

  private static SavedState parse(byte[] bytes) throws IOException {
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
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      return StateCodec.read(in);
    }
  }

  private static long checksum(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }

  private void setAside(Exception cause) {
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("event=state-file-set-aside file={} kept_as={}", file, aside, cause);
    } catch (IOException e) {
      LOG.error("event=state-file-unreadable file={}", file, e);
    }
  }
}
