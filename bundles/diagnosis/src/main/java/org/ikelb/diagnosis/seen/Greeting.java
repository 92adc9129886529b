package org.ikelb.diagnosis.seen;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatDetection;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Payload;
import org.ikelb.ike.PayloadType;

/**
 * The part of a talk that is in clear: the client's last IKE_SA_INIT request, and what came of it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param request the client's last; empty: it could not be read
 * @param answers of the gateway, in their order
 */
public record Greeting(Optional<IkeMessage> request, List<IkeMessage> answers) {

  public Greeting {
    answers = List.copyOf(answers);
  }

  public static Greeting of(Talk talk) {
    Optional<IkeMessage> request = inClear(talk, true).reduce((first, second) -> second);
    return new Greeting(request, inClear(talk, false).toList());
  }

  private static Stream<IkeMessage> inClear(Talk talk, boolean fromClient) {
    return talk.lines().stream()
        .filter(line -> line.fromClient() == fromClient && line.opensSa())
        .flatMap(line -> line.read().stream());
  }

  /** The answer that takes one of the proposals; empty: there was none. */
  public Optional<IkeMessage> acceptance() {
    return answers.stream().filter(Greeting::accepts).findFirst();
  }

  private static boolean accepts(IkeMessage answer) {
    return answer.payloads(Payload.SecurityAssociation.class).findAny().isPresent()
        || (answer.header().exchange() == ExchangeType.IKE_SESSION_RESUME
            && complaint(answer).isEmpty());
  }

  /** Whether the gateway has sent the client to another address (RFC 5685). */
  public boolean isRedirected() {
    return answers.stream()
        .anyMatch(answer -> answer.notification(NotifyType.REDIRECT).isPresent());
  }

  static boolean refusesProposals(IkeMessage answer) {
    return answer.notification(NotifyType.NO_PROPOSAL_CHOSEN).isPresent();
  }

  /** The notification of the last answer that says why it goes no further; empty: none does. */
  public OptionalInt complaint() {
    return answers.isEmpty() ? OptionalInt.empty() : complaint(answers.get(answers.size() - 1));
  }

  private static OptionalInt complaint(IkeMessage answer) {
    return answer
        .payloads(Payload.Notify.class)
        .mapToInt(Payload.Notify::notifyType)
        .filter(type -> NotifyType.isError(type) || type == NotifyType.COOKIE)
        .findFirst();
  }

  /** The group that an answer asked for last; empty: none did. */
  public OptionalInt wantedGroup() {
    return answers.stream()
        .flatMap(answer -> answer.notification(NotifyType.INVALID_KE_PAYLOAD).stream())
        .filter(notify -> notify.data().length() == 2)
        .mapToInt(notify -> notify.data().toBuffer().getShort() & 0xffff)
        .reduce((first, second) -> second);
  }

  /** Whether the client says that it understands fragments of IKE (RFC 7383). */
  public boolean clientTakesFragments() {
    return request.filter(Greeting::takesFragments).isPresent();
  }

  /** Whether the gateway says so. */
  public boolean gatewayTakesFragments() {
    return acceptance().filter(Greeting::takesFragments).isPresent();
  }

  private static boolean takesFragments(IkeMessage message) {
    return message.notification(NotifyType.FRAGMENTATION_SUPPORTED).isPresent();
  }

  /**
   * Whether an address or port was translated on the client's way (RFC 7296, section 2.23); empty:
   * the client does not say what it has sent from.
   *
   * @param from where it came from
   */
  public Optional<Boolean> isTranslated(InetSocketAddress from) {
    List<Octets> hashes =
        request.stream()
            .flatMap(message -> message.payloads(Payload.Notify.class))
            .filter(notify -> notify.notifyType() == NotifyType.NAT_DETECTION_SOURCE_IP)
            .map(Payload.Notify::data)
            .toList();
    return hashes.isEmpty() || request.isEmpty()
        ? Optional.empty()
        : Optional.of(!hashes.contains(hash(request.get().header(), from)));
  }

  private static Octets hash(IkeMessage.Header header, InetSocketAddress from) {
    return Octets.of(NatDetection.hash(header.initiatorSpi(), header.responderSpi(), from));
  }

  /** The vendor IDs of the client. */
  public List<Payload.Other> vendorIds() {
    return request.stream()
        .flatMap(message -> message.payloads(Payload.Other.class))
        .filter(other -> other.type() == PayloadType.VENDOR_ID)
        .toList();
  }
}
