package org.ikelb.core.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.SpiPair;
import org.ikelb.spi.Key;

/**
 * The state as bytes, in the notation of {@link java.io.DataOutput}; lists begin with their length
 * (int), byte strings with theirs (unsigned byte), durations and instants are milliseconds (long).
 * The order of the fields is that of the records {@link SavedState}, {@link SavedSession}, {@link
 * SavedSession.Path} and {@link SavedBinding}; what is optional is preceded by a boolean.
 *
 * <p>Thread-safe: it keeps nothing.
 */
final class StateCodec {
  /** More than these of anything is no state of ours. */
  private static final int MAX_LIST = 4_000_000;

  private StateCodec() {}

  static void write(SavedState state, DataOutputStream out) throws IOException {
    out.writeLong(state.at().toEpochMilli());
    out.writeInt(state.sessions().size());
    for (SavedSession session : state.sessions()) {
      write(session, out);
    }
    out.writeInt(state.bindings().size());
    for (SavedBinding binding : state.bindings()) {
      out.writeUTF(binding.group());
      writeBytes(binding.key().bytes(), out);
      write(binding.gateway(), out);
      out.writeLong(binding.released().toMillis());
    }
  }

  static SavedState read(DataInputStream in) throws IOException {
    Instant at = Instant.ofEpochMilli(in.readLong());
    List<SavedSession> sessions = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      sessions.add(readSession(in));
    }
    List<SavedBinding> bindings = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      bindings.add(
          new SavedBinding(
              in.readUTF(), readKey(in), readGateway(in), Duration.ofMillis(in.readLong())));
    }
    return new SavedState(at, sessions, bindings);
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
    out.writeBoolean(session.authenticating().isPresent());
    if (session.authenticating().isPresent()) {
      out.writeLong(session.authenticating().get().toMillis());
    }
    out.writeBoolean(session.loginAnswered());
    write(session.gateway(), out);
    writeBytes(session.gatewayAddress().getAddress(), out);
    writeBytes(session.source().getAddress(), out);
    out.writeInt(session.pairs().size());
    for (SpiPair pair : session.pairs()) {
      out.writeLong(pair.initiator());
      out.writeLong(pair.responder());
    }
    out.writeInt(session.upstreams().size());
    for (SavedSession.Path path : session.upstreams()) {
      write(path, out);
    }
  }

  private static SavedSession readSession(DataInputStream in) throws IOException {
    return new SavedSession(
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        in.readBoolean() ? Optional.of(readKey(in)) : Optional.empty(),
        in.readUTF(),
        Instant.ofEpochMilli(in.readLong()),
        SessionState.valueOf(in.readUTF()),
        in.readBoolean() ? Optional.of(Duration.ofMillis(in.readLong())) : Optional.empty(),
        in.readBoolean(),
        readGateway(in),
        readAddress(in),
        readAddress(in),
        readPairs(in),
        readPaths(in));
  }

  private static List<SpiPair> readPairs(DataInputStream in) throws IOException {
    List<SpiPair> pairs = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      pairs.add(new SpiPair(in.readLong(), in.readLong()));
    }
    return pairs;
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
              Duration.ofMillis(in.readLong()),
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
    out.writeLong(path.silent().toMillis());
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
