package org.ikelb.diagnosis.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ikelb.api.diagnosis.PathFindings.Conclusion;
import org.ikelb.api.diagnosis.PathFindings.Size;

/**
 * What the numbers of one source mean.
 *
 * <p>Pure functions.
 */
final class Conclusions {
  private static final List<Integer> PORTS = List.of(500, 4500);

  private static final String FRAGMENTS =
      " IKE messages with certificates are that long: clients of this network do not get in, unless"
          + " both sides fragment in IKE (RFC 7383): on RRAS the registry value"
          + " EnableServerFragmentation, on strongSwan fragmentation = yes; or let fragments through";

  private Conclusions() {}

  static Conclusion nothingArrived(String host) {
    return new Conclusion(
        "nothing-arrived",
        "Nothing has arrived yet. If the command has been run: UDP 500 and 4500 are both blocked on"
            + " the way, or "
            + host
            + " leads elsewhere from there.");
  }

  /** Those of a source; its requests may still be coming. */
  static List<Conclusion> of(List<Size> sizes, boolean isOver) {
    if (!isOver) {
      return List.of(
          new Conclusion("running", "The client is still sending: ask again in a few seconds."));
    }
    List<Conclusion> conclusions = new ArrayList<>();
    for (int port : PORTS) {
      List<Size> ofPort = sizes.stream().filter(size -> size.port() == port).toList();
      if (ofPort.stream().allMatch(size -> size.arrived() == 0)) {
        conclusions.add(blocked(port));
      } else {
        thereway(port, ofPort, conclusions);
        wayBack(port, ofPort, conclusions);
      }
    }
    if (conclusions.isEmpty()) {
      conclusions.add(
          new Conclusion(
              "open",
              "Everything arrived, and the answers came back: the network lets IKE through, in"
                  + " fragments, too."));
    }
    return conclusions;
  }

  private static Conclusion blocked(int port) {
    int other = port == 500 ? 4500 : 500;
    return new Conclusion(
        "blocked-" + port,
        "UDP "
            + port
            + " is blocked on the way to ikelb; UDP "
            + other
            + " is not. A firewall of the client's network, its provider or in front of ikelb"
            + " drops it: no client of this network gets in until it is let through."
            + (port == 500 ? "" : " Or the command was stopped before it tried that port."));
  }

  private static void thereway(int port, List<Size> sizes, List<Conclusion> conclusions) {
    List<Size> lost = matching(sizes, size -> size.arrived() == 0);
    int longest = longest(matching(sizes, size -> size.arrived() > 0));
    if (!lost.isEmpty() && isTail(lost, longest)) {
      conclusions.add(
          lost.get(0).bytes() > Requests.LONGEST_UNFRAGMENTED
              ? new Conclusion(
                  "fragments-dropped",
                  udp(port)
                      + "IP fragments are dropped on the way to ikelb: up to "
                      + longest
                      + " bytes arrive, "
                      + bytes(lost)
                      + " do not."
                      + FRAGMENTS)
              : new Conclusion(
                  "size-limit",
                  udp(port)
                      + "up to "
                      + longest
                      + " bytes arrive, "
                      + bytes(lost)
                      + " do not: on the way to ikelb there is a link with a small MTU, and the"
                      + " fragments it makes are dropped."
                      + FRAGMENTS));
    } else if (!lost.isEmpty() || !matching(sizes, size -> isPartly(size)).isEmpty()) {
      conclusions.add(
          new Conclusion(
              "lossy",
              udp(port)
                  + "only "
                  + sizes.stream().mapToInt(Size::arrived).sum()
                  + " of "
                  + sizes.stream().mapToInt(Size::sent).sum()
                  + " requests arrived, of all sizes: datagrams are lost on the way, or the"
                  + " command was interrupted."));
    }
  }

  private static boolean isPartly(Size size) {
    return size.arrived() > 0 && size.arrived() < size.sent();
  }

  private static void wayBack(int port, List<Size> sizes, List<Conclusion> conclusions) {
    List<Size> told = matching(sizes, size -> size.answeredBefore() > 0);
    List<Size> lost = matching(told, size -> size.cameBack() == 0);
    int longest = longest(matching(told, size -> size.cameBack() > 0));
    if (lost.isEmpty()) {
      return;
    }
    if (lost.size() == told.size()) {
      conclusions.add(
          new Conclusion(
              "way-back-cut",
              udp(port)
                  + "the way back is cut: ikelb answered, and the client got nothing. A firewall"
                  + " drops the answers, or they leave by another way than the requests came by"
                  + " (see the routes of ikelb's host)."));
    } else if (isTail(lost, longest)) {
      boolean fragments = lost.get(0).bytes() > Requests.LONGEST_UNFRAGMENTED;
      conclusions.add(
          new Conclusion(
              fragments ? "fragments-dropped-back" : "size-limit-back",
              udp(port)
                  + (fragments
                      ? "IP fragments are dropped on the way back: answers up to "
                      : "on the way back there is a link with a small MTU: answers up to ")
                  + longest
                  + " bytes come back, "
                  + bytes(lost)
                  + " do not."
                  + FRAGMENTS));
    } else {
      conclusions.add(
          new Conclusion(
              "lossy", udp(port) + "answers of some sizes are lost on the way back, at random."));
    }
  }

  private static List<Size> matching(List<Size> sizes, Predicate<Size> which) {
    return sizes.stream().filter(which).toList();
  }

  private static int longest(List<Size> sizes) {
    return sizes.stream().mapToInt(Size::bytes).max().orElse(0);
  }

  /** Whether all that is lost is longer than all that is not. */
  private static boolean isTail(List<Size> lost, int longestNotLost) {
    return lost.stream().allMatch(size -> size.bytes() > longestNotLost);
  }

  private static String udp(int port) {
    return "UDP " + port + ": ";
  }

  private static String bytes(List<Size> sizes) {
    return sizes.stream()
        .map(size -> String.valueOf(size.bytes()))
        .collect(Collectors.joining(", "));
  }
}
