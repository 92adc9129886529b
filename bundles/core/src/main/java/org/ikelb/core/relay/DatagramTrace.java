package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ikelb.api.Tracer.Trace;
import org.ikelb.api.text.AddressText;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.spi.Guard;

/**
 * Follows one datagram as {@link LoopRelay} would, in words. Reads only: it sends nothing, opens
 * nothing, counts nothing and asks no guard (they count what they are asked).
 *
 * <p>Used once, on a control thread.
 */
public final class DatagramTrace {
  private final ServerPlan server;
  private final SessionTable sessions;
  private final InetSocketAddress client;
  private final ByteBuffer datagram;
  private final long nowNanos;
  private final List<String> steps = new ArrayList<>();

  public DatagramTrace(
      ServerPlan server,
      SessionTable sessions,
      InetSocketAddress client,
      ByteBuffer datagram,
      long nowNanos) {
    this.server = server;
    this.sessions = sessions;
    this.client = client;
    this.datagram = datagram.slice();
    this.nowNanos = nowNanos;
  }

  /** Follows it to its end. */
  public Trace run() {
    Optional<SessionUpstream> known = upstreamOfEndpoint();
    steps.add(
        known
            .map(up -> "flow: the endpoint belongs to session " + up.session().id())
            .orElse("flow: none for this endpoint"));
    if (!server.natT()) {
      return ike(0, known);
    }
    DatagramKind kind = NatTraversal.kindOf(datagram);
    steps.add("kind: " + kind.name().toLowerCase(Locale.ROOT));
    return switch (kind) {
      case IKE -> ike(NatTraversal.MARKER_LENGTH, known);
      case ESP -> onFlowOnly(known, DropReason.STRANGER_ESP);
      case KEEPALIVE -> onFlowOnly(known, DropReason.STRANGER_KEEPALIVE);
      case INVALID -> dropped(DropReason.NOT_NAT_T);
    };
  }

  private Optional<SessionUpstream> upstreamOfEndpoint() {
    return sessions.all().stream()
        .flatMap(session -> session.upstreams().stream())
        .filter(up -> up.server().name().equals(server.name()))
        .filter(up -> up.clientSide().client().equals(client))
        .reduce(
            (older, newer) -> newer.session().number() > older.session().number() ? newer : older);
  }

  private Trace onFlowOnly(Optional<SessionUpstream> known, DropReason otherwise) {
    return known.isPresent() ? forwarded(known.get().session().gateway()) : dropped(otherwise);
  }

  private Trace ike(int offset, Optional<SessionUpstream> known) {
    HeaderFault fault =
        HeaderRules.checkFromClient(datagram, offset, Math.max(0, datagram.limit() - offset));
    if (fault != HeaderFault.NONE) {
      return dropped(DropReason.valueOf(fault.name()));
    }
    ByteBuffer message = datagram.slice(offset, datagram.limit() - offset);
    IkeMessage.read(message).ifPresent(read -> steps.add("message: " + read.describe()));
    return IkeHeader.opensSession(datagram, offset)
        ? opening(message, known)
        : following(offset, known);
  }

  private Trace following(int offset, Optional<SessionUpstream> known) {
    SpiPair pair =
        new SpiPair(
            IkeHeader.initiatorSpi(datagram, offset), IkeHeader.responderSpi(datagram, offset));
    Session owner = sessions.byPair(pair);
    if (owner == null) {
      steps.add("SPI pair " + pair + ": of no session");
      if (known.isEmpty()
          && !IkeHeader.isResponse(datagram, offset)
          && EndpointMover.mayCarry(false, datagram, offset)) {
        steps.add("offered: to each gateway of the pool that is not in maintenance");
        return new Trace("offered", "", steps);
      }
      return onFlowOnly(known, DropReason.STRANGER_IKE);
    }
    steps.add("SPI pair " + pair + ": of session " + owner.id());
    Optional<SessionUpstream> own = owner.upstream(server.name());
    if (own.isPresent() && !own.get().clientSide().client().equals(client)) {
      if (!EndpointMover.mayCarry(owner.mayBeLoggingIn(), datagram, offset)) {
        return dropped(DropReason.ENDPOINT_MOVED);
      }
      steps.add(
          "endpoint: not proven; answers also go to "
              + AddressText.endpoint(own.get().clientSide().client())
              + " until the gateway has answered a new request from here");
    }
    if (own.isEmpty() && !owner.origin().group().equals(server.group().name())) {
      return dropped(DropReason.STRANGER_IKE);
    }
    steps.add(
        own.isPresent() ? "upstream: it has one here" : "upstream: a new one would be opened");
    return forwarded(owner.gateway());
  }

  private Trace opening(ByteBuffer message, Optional<SessionUpstream> known) {
    for (PluginSlot<Guard> guard : server.pool().guards()) {
      steps.add("guard: " + guard.type() + " would be asked");
    }
    long spi = IkeHeader.initiatorSpi(message, 0);
    Optional<SessionUpstream> same =
        known.filter(up -> up.session().origin().initiatorSpi() == spi);
    if (same.isPresent()) {
      steps.add("session: this request opened session " + same.get().session().id() + " before");
      return forwarded(same.get().session().gateway());
    }
    OpeningRequest request =
        new OpeningRequest(
            client, server.name(), message.asReadOnlyBuffer(), nowNanos, sessions.unsettled());
    Placement.Choice choice =
        new Placement()
            .place(server, request, known.map(up -> up.session().gateway()), Optional.empty());
    server.pool().gateways().stream()
        .filter(gateway -> !gateway.takesSessions())
        .forEach(gateway -> steps.add("skipped: " + gateway.id() + " is " + gateway.whyNot()));
    if (choice instanceof Placement.Choice.Refused refused) {
      return dropped(refused.reason());
    }
    Placement.Choice.Placed placed = (Placement.Choice.Placed) choice;
    steps.add("key: " + server.group().strategy().type() + " " + placed.key());
    steps.add("placed: " + placed.why());
    return forwarded(placed.gateway());
  }

  private Trace forwarded(LiveGateway gateway) {
    return new Trace("forwarded", gateway.name().toString(), steps);
  }

  private Trace dropped(DropReason reason) {
    steps.add("dropped: " + reason.help());
    return new Trace(reason.key(), "", steps);
  }
}
