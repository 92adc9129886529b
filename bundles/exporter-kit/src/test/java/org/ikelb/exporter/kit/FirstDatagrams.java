package org.ikelb.exporter.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.Octets;
import org.ikelb.ike.capture.CapturedDatagram;
import org.ikelb.ike.capture.PcapReader;

/**
 * What clients sent to ports 500 and 4500 in the captures of real IKE daemons, for tests of rules
 * that pick the SPI from it; every datagram might be the first of a flow.
 */
public final class FirstDatagrams {
  private static final Path CAPTURES = Path.of("../ike/src/test/resources/captures");

  private FirstDatagrams() {}

  /**
   * A datagram of a client.
   *
   * @param capture the file's name
   * @param spi the initiator's, 16 hexadecimal digits, as ikelb's own parser reads it; empty: it is
   *     ESP, or a keepalive
   */
  public record Sent(
      String capture, InetAddress client, int port, Octets payload, Optional<String> spi) {

    @Override
    public String toString() {
      return capture + " " + client + " to " + port + ": " + spi;
    }
  }

  public static List<Sent> all() throws IOException {
    List<Sent> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(CAPTURES)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList()) {
        read(file, all);
      }
    }
    return all;
  }

  private static void read(Path file, List<Sent> all) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      PcapReader reader = new PcapReader(in);
      for (Optional<CapturedDatagram> next = reader.next();
          next.isPresent();
          next = reader.next()) {
        CapturedDatagram datagram = next.get();
        int port = datagram.destination().getPort();
        if ((port == 500 || port == 4500) && isByInitiator(datagram, port)) {
          all.add(
              new Sent(
                  file.getFileName().toString(),
                  datagram.source().getAddress(),
                  port,
                  datagram.payload(),
                  spi(datagram.payload().toBuffer(), port)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Gateways send to these ports, too; ESP does not tell, so it counts as the client's. */
  private static boolean isByInitiator(CapturedDatagram datagram, int port) {
    ByteBuffer payload = datagram.payload().toBuffer();
    int start = port == 500 ? 0 : NatTraversal.MARKER_LENGTH;
    return spi(payload, port).isEmpty() || IkeHeader.isInitiator(payload, start);
  }

  private static Optional<String> spi(ByteBuffer payload, int port) {
    int start = port == 500 ? 0 : NatTraversal.MARKER_LENGTH;
    boolean ike = port == 500 || NatTraversal.kindOf(payload) == DatagramKind.IKE;
    return ike && payload.remaining() >= start + IkeHeader.LENGTH
        ? Optional.of(HexFormat.of().toHexDigits(IkeHeader.initiatorSpi(payload, start)))
        : Optional.empty();
  }
}
