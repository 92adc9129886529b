package org.ikelb.ike.capture;

import static java.util.stream.Collectors.toList;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.NatTraversal;

/** The captures in src/test/resources/captures; their README says what each of them shows. */
public final class Captures {
  private Captures() {}

  /** The names of all of them, without the extension. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pcap"))
          .map(name -> name.substring(0, name.length() - ".pcap".length()))
          .sorted()
          .collect(toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<CapturedDatagram> read(String name) {
    List<CapturedDatagram> datagrams = new ArrayList<>();
    try (InputStream in = open(name)) {
      PcapReader reader = new PcapReader(in);
      for (Optional<CapturedDatagram> next = reader.next();
          next.isPresent();
          next = reader.next()) {
        datagrams.add(next.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return datagrams;
  }

  static InputStream open(String name) throws IOException {
    return new BufferedInputStream(Files.newInputStream(directory().resolve(name + ".pcap")));
  }

  /** The virtual server and the gateways; everybody else is a client. */
  public static boolean isFromClient(CapturedDatagram datagram) {
    String source = datagram.source().getAddress().getHostAddress();
    return !source.equals("10.99.0.10") && !source.startsWith("10.50.0.");
  }

  /** The IKE message in a datagram, without its marker; empty if it is ESP or a keepalive. */
  public static Optional<ByteBuffer> ikeMessage(CapturedDatagram datagram) {
    ByteBuffer b = datagram.payload().toBuffer();
    if (datagram.source().getPort() == 500 || datagram.destination().getPort() == 500) {
      return Optional.of(b);
    }
    return NatTraversal.kindOf(b) == DatagramKind.IKE
        ? Optional.of(b.slice(NatTraversal.MARKER_LENGTH, b.limit() - NatTraversal.MARKER_LENGTH))
        : Optional.empty();
  }

  private static Path directory() {
    try {
      return Path.of(Objects.requireNonNull(Captures.class.getResource("/captures")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
