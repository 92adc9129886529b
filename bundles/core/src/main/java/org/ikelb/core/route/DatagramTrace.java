package org.ikelb.core.route;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.api.Tracer.Trace;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.core.attempt.Dialler;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.spi.Guard;

/**
 * Tells in words what becomes of a datagram: the route that the loops have decided on, which is the
 * one they would take. It sends nothing, opens nothing, counts nothing and asks no guard (they
 * count what they are asked).
 *
 * <p>Used once, on a control thread.
 */
public final class DatagramTrace {
  private final ServerPlan server;
  private final InetSocketAddress client;
  private final ByteBuffer datagram;
  private final long nowNanos;
  private final List<String> steps = new ArrayList<>();

  /**
   * Makes the trace of one datagram.
   *
   * @param server where it comes to, with plugin objects that may be asked
   */
  public DatagramTrace(
      ServerPlan server, InetSocketAddress client, ByteBuffer datagram, long nowNanos) {
    this.server = server;
    this.client = client;
    this.datagram = datagram.slice();
    this.nowNanos = nowNanos;
  }

  /** Tells what the loops would do with it. */
  public Trace of(Lookup lookup) {
    steps.add(
        lookup
            .ofEndpoint()
            .map(session -> "flow: the endpoint belongs to session " + session.id())
            .orElse("flow: none for this endpoint"));
    lookup
        .silent()
        .forEach(loop -> steps.add("loops: loop " + loop + " does not answer; it may know more"));
    if (server.natT()) {
      steps.add("kind: " + NatTraversal.kindOf(datagram).name().toLowerCase(Locale.ROOT));
    }
    if (lookup.loops().size() > 1) {
      steps.add(
          "loops: "
              + lookup.loops().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(" hands it to ")));
    }
    Route route = lookup.route();
    if (route instanceof Route.Dropped dropped) {
      return dropped(dropped.reason());
    }
    if (route instanceof Route.Ike ike) {
      return ike(ike, lookup);
    }
    if (route instanceof Route.EspToAll toAll) {
      steps.add(
          "SPI: nobody can tell yet whose it is; it goes to the gateways of sessions "
              + toAll.upstreams().stream()
                  .map(upstream -> upstream.session().id())
                  .collect(Collectors.joining(", ")));
      return through(toAll.upstreams().get(0));
    }
    if (route instanceof Route.Esp esp) {
      steps.add("SPI: " + words(esp));
      sayIfFromElsewhere(esp.upstream());
      return through(esp.upstream());
    }
    return through(((Route.Keepalive) route).upstream());
  }

  private static String words(Route.Esp esp) {
    String session = "session " + esp.upstream().session().id();
    return switch (esp.how()) {
      case KNOWN -> session + " has sent it from here";
      case FROM_ELSEWHERE -> session + " has sent it, from elsewhere";
      case ONLY_ONE -> "new; only " + session + " can have it";
      case LIKELIEST, LIKELIEST_ANSWERED -> "new; it is most likely that of " + session;
    };
  }

  private Trace ike(Route.Ike route, Lookup lookup) {
    IkeMessage.read(route.arrival().message())
        .ifPresent(read -> steps.add("message: " + read.describe()));
    if (route instanceof Route.Test) {
      steps.add("test: it is of a reachability test; ikelb answers it itself, no session opens");
      return new Trace("answered", "", steps);
    }
    if (route instanceof Route.Opening opening) {
      return opening(opening);
    }
    if (route instanceof Route.Again again) {
      Optional<DropReason> stopped = addGuards();
      if (stopped.isPresent()) {
        return dropped(stopped.get());
      }
      steps.add(
          "session: this request opened session " + again.upstream().session().id() + " before");
      return through(again.upstream());
    }
    String pair = "SPI pair " + route.arrival().pair();
    if (route instanceof Route.Stranger) {
      steps.add(pair + ": of no session");
      return lookup.notOffered().map(this::dropped).orElseGet(this::offered);
    }
    if (route instanceof Route.NewUpstream onAnotherPort) {
      Session session = onAnotherPort.session();
      steps.add(pair + ": of session " + session.id());
      steps.add("upstream: a new one would be opened");
      return forwarded(session.gateway());
    }
    if (route instanceof Route.Complaint complaint) {
      steps.add(pair + ": of session " + complaint.upstream().session().id());
      steps.add("in clear: it answers its gateway, and is believed nothing");
      return through(complaint.upstream());
    }
    Route.Through through = (Route.Through) route;
    steps.add(
        through.byPair()
            ? pair + ": of session " + through.upstream().session().id()
            : pair + ": of no session; its gateway decides");
    sayIfFromElsewhere(through.upstream());
    return through(through.upstream());
  }

  private void sayIfFromElsewhere(SessionUpstream upstream) {
    InetSocketAddress proven = upstream.clientSide().client();
    if (!proven.equals(client)) {
      steps.add(
          "endpoint: not proven; answers also go to "
              + AddressText.endpoint(proven)
              + " until the gateway has answered a new request from here");
    }
  }

  private Trace offered() {
    steps.add("offered: to each gateway of the pool that is not in maintenance");
    return new Trace("offered", "", steps);
  }

  /** Says what guards do; empty: none of those that are not there stops the request. */
  private Optional<DropReason> addGuards() {
    boolean drops = server.pool().settings().guardFailure() == GuardFailure.DROP;
    for (PluginSlot<Guard> guard : server.pool().guards()) {
      if (guard.instance().isPresent()) {
        steps.add("guard: " + guard.type() + " would be asked");
        continue;
      }
      String what = "guard: " + guard.type() + " " + guard.whyNot() + ", and guardFailure says ";
      steps.add(what + (drops ? "drop" : "pass"));
      if (drops) {
        return Optional.of(DropReason.PLUGIN_ABSENT);
      }
    }
    return Optional.empty();
  }

  private Trace opening(Route.Opening opening) {
    Optional<DropReason> stopped = addGuards();
    if (stopped.isPresent()) {
      return dropped(stopped.get());
    }
    opening
        .instead()
        .ifPresent(session -> steps.add("session: " + session.id() + " would be given up for it"));
    OpeningRequest request =
        new OpeningRequest(client, server.name(), opening.arrival().message(), nowNanos);
    Set<LiveGateway> avoided =
        server.pool().attempts().avoided(Dialler.of(client, request.message()), nowNanos);
    avoided.forEach(
        gateway -> steps.add("avoided: " + gateway.id() + " turned this client away lately"));
    Placement.Choice choice =
        new Placement()
            .place(
                server,
                request,
                opening.last(),
                opening.silent(),
                avoided,
                server.pool().turns()::next);
    server.pool().gateways().stream()
        .filter(gateway -> !gateway.takesSessions())
        .forEach(gateway -> steps.add("skipped: " + gateway.id() + " is " + gateway.whyNot()));
    if (choice instanceof Placement.Choice.Refused refused) {
      return dropped(refused.reason());
    }
    Placement.Choice.Placed placed = (Placement.Choice.Placed) choice;
    steps.add("key: " + placed.keyBy() + " " + placed.key());
    steps.add("placed: " + placed.why());
    return forwarded(placed.gateway());
  }

  private Trace through(SessionUpstream upstream) {
    return upstream.socket() == null
        ? dropped(DropReason.UPSTREAM_CLOSED)
        : forwarded(upstream.session().gateway());
  }

  private Trace forwarded(LiveGateway gateway) {
    return new Trace("forwarded", gateway.name().toString(), steps);
  }

  private Trace dropped(DropReason reason) {
    steps.add("dropped: " + reason.help());
    return new Trace(reason.key(), "", steps);
  }
}
