package org.ikelb.console.verb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.capture.CapturedDatagram;
import org.ikelb.ike.capture.PcapReader;

/**
 * The datagrams that are to be traced. Immutable.
 *
 * @param datagrams the first of them
 * @param total how many there are
 */
record TracedDatagrams(List<Datagram> datagrams, int total) {
  static final String ARGUMENT = "HEX|PCAP";

  /** A client that nobody has: of the network for documentation (RFC 5737). */
  static final String NOBODY = "192.0.2.1:500";

  private static final int MAJOR_VERSION_1 = 0x10;
  private static final int MAJOR_VERSION_2 = 0x20;
  private static final int VERSION_AT = 17;

  /**
   * One of them.
   *
   * @param client where it came from
   * @param port where it went, if that is known
   * @param payload of UDP
   */
  record Datagram(InetSocketAddress client, OptionalInt port, ByteBuffer payload) {
    /** Whether it went to this port. */
    boolean wentTo(VirtualServerView server) {
      return port.isPresent()
          && server.addresses().stream().anyMatch(a -> a.endsWith(":" + port.getAsInt()));
    }

    /** Whether it speaks what is spoken there. */
    boolean suits(VirtualServerView server) {
      return server.protocol().equals(protocol());
    }

    /** IKE without marker tells itself by its version; all else is NAT traversal. */
    private String protocol() {
      return payload.remaining() > VERSION_AT
              && payload.getInt(0) != 0
              && (payload.get(VERSION_AT) == MAJOR_VERSION_2 || isIkev1())
          ? "ike"
          : "nat-t";
    }

    /** ESP is more likely to have this byte there than IKEv1's whole header. */
    private boolean isIkev1() {
      return payload.get(VERSION_AT) == MAJOR_VERSION_1
          && payload.remaining() >= IkeHeader.LENGTH
          && IkeHeader.length(payload, 0) == payload.remaining();
    }
  }

  static TracedDatagrams read(Input input, int first, Caller caller) throws VerbFailed {
    String typed = input.required(ARGUMENT);
    String digits = typed.replaceAll("^0x|[:\\s]", "");
    if (digits.isEmpty() || digits.length() % 2 == 1 || !digits.matches("[0-9a-fA-F]+")) {
      Permission.check("trace with a file", Role.ADMIN, caller);
      Path file =
          input
              .file(ARGUMENT)
              .filter(Files::isRegularFile)
              .orElseThrow(
                  () ->
                      VerbFailed.notFound(
                          "\""
                              + typed
                              + "\" is no file, and no bytes in hexadecimal digits either"));
      return ofCapture(file, first);
    }
    ByteBuffer payload = ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    InetSocketAddress nobody = Endpoints.parse("client", NOBODY);
    return new TracedDatagrams(List.of(new Datagram(nobody, OptionalInt.empty(), payload)), 1);
  }

  private static TracedDatagrams ofCapture(Path file, int first) throws VerbFailed {
    List<Datagram> datagrams = new ArrayList<>();
    int total = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      PcapReader reader = new PcapReader(in);
      Optional<CapturedDatagram> next = reader.next();
      Optional<InetAddress> server = next.map(one -> one.destination().getAddress());
      for (; next.isPresent(); next = reader.next()) {
        if (next.get().destination().getAddress().equals(server.orElseThrow())) {
          total++;
          if (total <= first) {
            datagrams.add(datagram(next.get()));
          }
        }
      }
    } catch (IOException e) {
      throw VerbFailed.refused("cannot read " + file + ": " + e.getMessage());
    }
    return new TracedDatagrams(datagrams, total);
  }

  private static Datagram datagram(CapturedDatagram captured) {
    return new Datagram(
        captured.source(),
        OptionalInt.of(captured.destination().getPort()),
        captured.payload().toBuffer());
  }
}
