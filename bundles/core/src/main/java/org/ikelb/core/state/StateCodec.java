package org.ikelb.core.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.follow.Login;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.spi.Key;
import org.ikelb.spi.StateStoreEntry;

/**
 * Sessions and bindings as entries of a store, in the notation of {@link java.io.DataOutput}; lists
 * begin with their length (int), byte strings with theirs (unsigned byte), instants are
 * milliseconds since 1970 (long). The order of the fields is that of the records {@link
 * SavedSession}, {@link SavedSession.Path} and {@link SavedBinding}; what is optional is preceded
 * by a boolean.
 *
 * <p>Thread-safe: it keeps nothing.
 */
public final class StateCodec {
  /** The version of every entry that is written; to be raised when a record changes. */
  private static final int VERSION = 2;

  /** The version until ikelb 0.2: without how a login goes on, deletes, and left endpoints. */
  private static final int OLDEST_VERSION = 1;

  /** More than these of anything is no state of ours. */
  private static final int MAX_LIST = 1_000;

  private StateCodec() {}

  /** A session as an entry of {@link org.ikelb.spi.StateStoreKind#SESSIONS}. */
  public static StateStoreEntry entry(SavedSession session) {
    return entry(Long.toString(session.number(), 36), out -> write(session, out));
  }

  /** A binding as an entry of {@link org.ikelb.spi.StateStoreKind#BINDINGS}. */
  public static StateStoreEntry entry(SavedBinding binding) {
    return entry(
        binding.group() + "/" + binding.key(),
        out -> {
          out.writeUTF(binding.group());
          writeBytes(binding.key().bytes(), out);
          write(binding.gateway(), out);
          out.writeLong(binding.released().toEpochMilli());
        });
  }

  /** The session of an entry; throws if the entry is none. */
  public static SavedSession session(StateStoreEntry entry) throws IOException {
    return read(entry, in -> readSession(in, entry.version()));
  }

  /** The binding of an entry; throws if the entry is none. */
  public static SavedBinding binding(StateStoreEntry entry) throws IOException {
    return read(
        entry,
        in ->
            new SavedBinding(
                in.readUTF(), readKey(in), readGateway(in), Instant.ofEpochMilli(in.readLong())));
  }

  /** Writes a value. */
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads a value. */
  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static StateStoreEntry entry(String key, Writing value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      value.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(key, e);
    }
    return new StateStoreEntry(key, VERSION, bytes.toByteArray());
  }

  private static <T> T read(StateStoreEntry entry, Reading<T> value) throws IOException {
    if (entry.version() < OLDEST_VERSION || entry.version() > VERSION) {
      throw new IOException(
          "entry "
              + entry.key()
              + " has version "
              + entry.version()
              + ", this ikelb reads "
              + OLDEST_VERSION
              + " to "
              + VERSION);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry.value()))) {
      T read = value.from(in);
      if (in.read() >= 0) {
        throw new IOException("entry " + entry.key() + " is too long");
      }
      return read;
    } catch (RuntimeException e) {
      throw new IOException("entry " + entry.key() + " is broken", e);
    }
  }

  private static void write(SavedSession session, DataOutputStream out) throws IOException {
    out.writeLong(session.number());
    out.writeUTF(session.group());
    out.writeLong(session.initiatorSpi());
    out.writeBoolean(session.key().isPresent());
    if (session.key().isPresent()) {
      writeBytes(session.key().get().bytes(), out);
    }
    out.writeUTF(session.placement());
    out.writeLong(session.openedAt().toEpochMilli());
    out.writeUTF(session.state().name());
    out.writeUTF(session.login().stage().name());
    out.writeLong(session.login().since().toEpochMilli());
    write(session.gateway(), out);
    writeBytes(session.gatewayAddress().getAddress(), out);
    writeBytes(session.source().getAddress(), out);
    out.writeInt(session.ikeSas().size());
    for (SavedSession.Sa sa : session.ikeSas()) {
      out.writeLong(sa.pair().initiator());
      out.writeLong(sa.pair().responder());
      out.writeLong(sa.lastRequest());
      out.writeBoolean(sa.presumedDeleted());
    }
    out.writeInt(session.upstreams().size());
    for (SavedSession.Path path : session.upstreams()) {
      write(path, out);
    }
    out.writeInt(session.left().size());
    for (SavedSession.Left left : session.left()) {
      out.writeUTF(left.virtualServer());
      write(left.client(), out);
      write(left.listen(), out);
    }
  }

  private static SavedSession readSession(DataInputStream in, int version) throws IOException {
    return new SavedSession(
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        in.readBoolean() ? Optional.of(readKey(in)) : Optional.empty(),
        in.readUTF(),
        Instant.ofEpochMilli(in.readLong()),
        SessionState.valueOf(in.readUTF()),
        version == 1 ? readLoginOfVersion1(in) : readLogin(in),
        readGateway(in),
        readAddress(in),
        readAddress(in),
        readIkeSas(in, version),
        readPaths(in),
        version == 1 ? List.of() : readLeft(in));
  }

  private static SavedSession.SavedLogin readLogin(DataInputStream in) throws IOException {
    return new SavedSession.SavedLogin(
        Login.Stage.valueOf(in.readUTF()), Instant.ofEpochMilli(in.readLong()));
  }

  /** When it began, if it did, and whether it was answered. */
  private static SavedSession.SavedLogin readLoginOfVersion1(DataInputStream in)
      throws IOException {
    boolean hasBegun = in.readBoolean();
    Instant since = hasBegun ? Instant.ofEpochMilli(in.readLong()) : Instant.EPOCH;
    boolean answered = in.readBoolean();
    Login.Stage begun = answered ? Login.Stage.IDENTIFIED : Login.Stage.ASKED;
    return new SavedSession.SavedLogin(hasBegun ? begun : Login.Stage.GREETED, since);
  }

  private static List<SavedSession.Left> readLeft(DataInputStream in) throws IOException {
    List<SavedSession.Left> left = new ArrayList<>();
    for (int n = readLength(in); n > 0; n--) {
      left.add(new SavedSession.Left(in.readUTF(), readEndpoint(in), readEndpoint(in)));
    }
    return left;
  }

  private static List<SavedSession.Sa> readIkeSas(DataInputStream in, int version)
      throws IOException {
    List<SavedSession.Sa> ikeSas = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      SpiPair pair = new SpiPair(in.readLong(), in.readLong());
      ikeSas.add(new SavedSession.Sa(pair, in.readLong(), version > 1 && in.readBoolean()));
    }
    return ikeSas;
  }

  private static List<SavedSession.Path> readPaths(DataInputStream in) throws IOException {
    List<SavedSession.Path> paths = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      paths.add(
          new SavedSession.Path(
              in.readUTF(),
              readEndpoint(in),
              readEndpoint(in),
              in.readUnsignedShort(),
              in.readInt(),
              Instant.ofEpochMilli(in.readLong()),
              readSpis(in)));
    }
    return paths;
  }

  private static void write(SavedSession.Path path, DataOutputStream out) throws IOException {
    out.writeUTF(path.virtualServer());
    write(path.client(), out);
    write(path.listen(), out);
    out.writeShort(path.port());
    out.writeInt(path.loop());
    out.writeLong(path.lastSeen().toEpochMilli());
    out.writeInt(path.espSpis().size());
    for (int spi : path.espSpis()) {
      out.writeInt(spi);
    }
  }

  private static List<Integer> readSpis(DataInputStream in) throws IOException {
    List<Integer> spis = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      spis.add(in.readInt());
    }
    return spis;
  }

  private static void write(GatewayId gateway, DataOutputStream out) throws IOException {
    out.writeUTF(gateway.pool());
    out.writeUTF(gateway.gateway());
  }

  private static GatewayId readGateway(DataInputStream in) throws IOException {
    return new GatewayId(in.readUTF(), in.readUTF());
  }

  private static void write(InetSocketAddress endpoint, DataOutputStream out) throws IOException {
    writeBytes(endpoint.getAddress().getAddress(), out);
    out.writeShort(endpoint.getPort());
  }

  private static InetSocketAddress readEndpoint(DataInputStream in) throws IOException {
    return new InetSocketAddress(readAddress(in), in.readUnsignedShort());
  }

  private static InetAddress readAddress(DataInputStream in) throws IOException {
    return InetAddress.getByAddress(readBytes(in));
  }

  private static Key readKey(DataInputStream in) throws IOException {
    return Key.shared(readBytes(in));
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeByte(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedByte()];
    in.readFully(bytes);
    return bytes;
  }

  private static int readLength(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LIST) {
      throw new IOException("a list of " + length);
    }
    return length;
  }
}
