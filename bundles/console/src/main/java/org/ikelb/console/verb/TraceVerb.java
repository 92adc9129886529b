package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.Tracer;
import org.ikelb.api.Views;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.console.output.Answer;

/** Says what would happen to datagrams, and why; sends nothing. */
final class TraceVerb implements Verb {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String FIRST = "first";
  private static final int DEFAULT_FIRST = 10;
  private static final int MOST = 100_000;

  /**
   * What would happen to one datagram.
   *
   * @param number its place in the capture, from 1
   */
  private record Traced(
      int number,
      String client,
      String virtualServer,
      String outcome,
      String gateway,
      List<String> steps) {}

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW,
            "trace",
            "say what would happen to a client's datagrams, and why; nothing is sent")
        .argument(
            TracedDatagrams.ARGUMENT,
            "the UDP payload in hexadecimal digits, or a capture file (pcap), which only admins may"
                + " give; of a file those to the address that its first datagram goes to")
        .option(FROM, "ADDRESS:PORT", "the client; else as captured, or " + TracedDatagrams.NOBODY)
        .option(TO, "VIRTUALSERVER", "else by the port as captured, or by what is in the datagram")
        .option(FIRST, "N", "how many datagrams of a file; else " + DEFAULT_FIRST);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Optional<InetSocketAddress> from =
        input.option(FROM).isPresent()
            ? Optional.of(Endpoints.parse("--" + FROM, input.option(FROM).get()))
            : Optional.empty();
    int first = input.number(FIRST, 1, MOST, DEFAULT_FIRST);
    TracedDatagrams all = TracedDatagrams.read(input, first, services.caller());
    List<Traced> traced = new ArrayList<>();
    for (TracedDatagrams.Datagram datagram : all.datagrams()) {
      InetSocketAddress client = from.orElse(datagram.client());
      String server = virtualServer(input.option(TO), datagram, services.views());
      traced.add(trace(traced.size() + 1, client, server, datagram, services.tracer()));
    }
    Answer answer = Answer.of(traced);
    for (Traced one : traced) {
      answer = answer.with(head(one)).with(one.steps().stream().map("  "::concat).toList());
    }
    return answer.with(
        count(traced.size()) + " of " + count(all.total(), "datagram") + " traced, nothing sent");
  }

  private static Traced trace(
      int number,
      InetSocketAddress client,
      String server,
      TracedDatagrams.Datagram datagram,
      Tracer tracer)
      throws VerbFailed {
    try {
      Tracer.Trace trace = tracer.trace(client, server, datagram.payload());
      return new Traced(
          number,
          AddressText.endpoint(client),
          server,
          trace.outcome(),
          trace.gateway(),
          trace.steps());
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
  }

  /** {@code #1 198.51.100.7:500 -> ike: forwarded to vpn/gw1}. */
  private static String head(Traced one) {
    String to = one.gateway().isEmpty() ? "" : " to " + one.gateway();
    return "#"
        + one.number()
        + " "
        + one.client()
        + " -> "
        + one.virtualServer()
        + ": "
        + one.outcome()
        + to;
  }

  private static String virtualServer(
      Optional<String> typed, TracedDatagrams.Datagram datagram, Views views) throws VerbFailed {
    List<VirtualServerView> servers = views.virtualServers();
    List<String> names = servers.stream().map(VirtualServerView::name).toList();
    if (typed.isPresent()) {
      if (!names.contains(typed.get())) {
        throw VerbFailed.notFound("virtual server", typed.get(), names);
      }
      return typed.get();
    }
    return Stream.concat(
            servers.stream().filter(datagram::wentTo), servers.stream().filter(datagram::suits))
        .map(VirtualServerView::name)
        .findFirst()
        .orElseThrow(
            () ->
                VerbFailed.refused(
                    "trace: which virtual server? Say --" + TO + " and one of " + names));
  }
}
