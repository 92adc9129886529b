package org.ikelb.monitor.ike;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.ikelb.ike.Answers;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.Payload;
import org.ikelb.ike.Proposal;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;

/** What the tests of the monitor have in common. */
final class Probing {
  private Probing() {}

  static IkeMonitor monitor(ProbeKind kind, String proposal) {
    return new IkeMonitor(
        new IkeMonitorSettings(kind, Optional.of(proposal).filter(text -> !text.isEmpty())));
  }

  /** As strongSwan answers. */
  static List<ByteBuffer> ike(ByteBuffer datagram) {
    return IkeHeader.majorVersion(datagram, datagram.position()) == 3
        ? List.of(Answers.invalidMajorVersion(datagram))
        : List.of(Answers.invalidKe(datagram, 14));
  }

  static List<ByteBuffer> natT(ByteBuffer datagram) {
    ByteBuffer question = datagram.position(NatTraversal.MARKER_LENGTH);
    return List.of(NatTraversal.withMarker(ike(question).get(0)));
  }

  static List<ByteBuffer> otherPolicy(ByteBuffer datagram) {
    return List.of(Answers.noProposalChosen(datagram));
  }

  /** On a port with markers: takes what is offered if it has all algorithms of the policy. */
  static List<ByteBuffer> withPolicy(Proposal policy, ByteBuffer datagram) {
    ByteBuffer question = datagram.position(NatTraversal.MARKER_LENGTH).slice();
    boolean takesOne =
        IkeMessage.read(question)
            .orElseThrow()
            .payloads(Payload.SecurityAssociation.class)
            .flatMap(offered -> offered.proposals().stream())
            .anyMatch(offered -> offered.transforms().containsAll(policy.transforms()));
    ByteBuffer answer =
        takesOne ? Answers.invalidKe(question, 14) : Answers.noProposalChosen(question);
    return List.of(NatTraversal.withMarker(answer));
  }

  static List<ByteBuffer> cookie(ByteBuffer datagram) {
    return List.of(Answers.cookie(datagram, new byte[24]));
  }

  static List<ByteBuffer> silence(ByteBuffer datagram) {
    return List.of();
  }

  static long spi(FakeGateway.Received received, int offset) {
    return IkeHeader.initiatorSpi(received.datagram().toBuffer(), offset);
  }

  static ProbeTarget target(Port... ports) throws IOException {
    return target(Optional.empty(), ports);
  }

  static ProbeTarget target(Optional<InetAddress> source, Port... ports) throws IOException {
    return new ProbeTarget("vpn/vpn1", InetAddress.getLoopbackAddress(), List.of(ports), source);
  }
}
