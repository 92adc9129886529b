package org.ikelb.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.api.diagnosis.Verdict;
import org.ikelb.diagnosis.seen.Greeting;
import org.ikelb.diagnosis.seen.Line;
import org.ikelb.diagnosis.seen.LoginSeen;
import org.ikelb.diagnosis.seen.Talk;
import org.ikelb.diagnosis.verdict.OfferText;
import org.ikelb.diagnosis.verdict.Remedies;
import org.ikelb.diagnosis.verdict.Suspicion;
import org.ikelb.diagnosis.verdict.WindowsError;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Payload;
import org.ikelb.ike.PayloadFault;
import org.ikelb.ike.PayloadType;

/**
 * A case in words.
 *
 * <p>Pure functions.
 */
final class Described {
  private static final String HIDDEN =
      "Encrypted, and so not visible from here: identities, certificates, passwords, the ESP half of"
          + " the policy, and why the gateway or the client refused. The gateway's log has it.";

  private static final String TRANSLATED =
      "NAT between the client and ikelb, or the client says so to have ESP in UDP.";

  private Described() {}

  static Conversation of(Case one) {
    Talk talk = one.talk();
    Greeting greeting = Greeting.of(talk);
    LoginSeen login = LoginSeen.of(talk);
    return new Conversation(
        talk.began(),
        talk.took(),
        talk.session(),
        talk.client(),
        talk.gateway(),
        "%016x".formatted(talk.spi()),
        Software.of(greeting),
        outcome(talk),
        facts(one, greeting, login),
        talk.lines().stream().map(line -> message(line, talk)).toList(),
        talk.leftOut(),
        one.suspicions().stream().map(Described::verdict).toList(),
        login.hasBegun() && !one.suspicions().isEmpty() ? HIDDEN : "");
  }

  private static String outcome(Talk talk) {
    if (talk.carries()) {
      return "established";
    }
    if (!talk.outcome().isEmpty()) {
      return talk.outcome();
    }
    return talk.session().isEmpty() ? "not-admitted" : "in-progress";
  }

  private static Verdict verdict(Suspicion suspicion) {
    return new Verdict(
        suspicion.cause().key(),
        suspicion.cause().title(),
        suspicion.evidence(),
        suspicion.cause().windowsErrors().stream().map(WindowsError::number).toList(),
        Remedies.of(suspicion.cause()));
  }

  // the whole

  private static List<String> facts(Case one, Greeting greeting, LoginSeen login) {
    List<String> facts = new ArrayList<>();
    facts.add(one.symptom().title());
    greeting.request().ifPresent(request -> facts.add(offered(request)));
    greeting
        .acceptance()
        .ifPresent(answer -> facts.add("Chosen: " + OfferText.describe(answer) + "."));
    greeting
        .isTranslated(one.talk().endpoint())
        .ifPresent(is -> facts.add(is ? TRANSLATED : "No NAT between the client and ikelb."));
    fragmentation(greeting).ifPresent(facts::add);
    if (login.hasBegun()) {
      facts.add(
          "Login: longest message of the client %d bytes, of the gateway %d; rounds of EAP: %d."
              .formatted(login.longestAsked(), login.longestAnswered(), login.eapRounds()));
    }
    int again = repeated(one.talk().lines());
    if (again > 0) {
      facts.add(again == 1 ? "1 message was sent again." : again + " messages were sent again.");
    }
    return facts;
  }

  private static Optional<String> fragmentation(Greeting greeting) {
    if (greeting.acceptance().isEmpty()) {
      return Optional.empty();
    }
    String client = yes(greeting.clientTakesFragments());
    String gateway = yes(greeting.gatewayTakesFragments());
    return Optional.of("IKE fragmentation: client " + client + ", gateway " + gateway + ".");
  }

  private static String offered(IkeMessage request) {
    return request.fault() == PayloadFault.NONE
        ? "Offered: " + OfferText.describe(request) + "."
        : "The request cannot be read to its end: " + request.fault() + ".";
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }

  private static int repeated(List<Line> lines) {
    int again = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean before = lines.subList(0, i).stream().anyMatch(other -> isSame(line, other));
      again += before ? 1 : 0;
    }
    return again;
  }

  private static boolean isSame(Line line, Line other) {
    return line.fromClient() == other.fromClient()
        && line.exchange() == other.exchange()
        && line.response() == other.response()
        && line.id() == other.id()
        && line.fragment() == other.fragment()
        && line.clear().equals(other.clear());
  }

  // one message

  private static Conversation.Message message(Line line, Talk talk) {
    return new Conversation.Message(
        Duration.between(talk.began(), line.at()),
        line.fromClient() ? "client" : "gateway",
        line.server(),
        line.bytes(),
        text(line),
        line.fate(),
        line.read().map(Described::details).orElse(List.of()));
  }

  private static String text(Line line) {
    String name =
        ExchangeType.nameOf(line.exchange()) + (line.response() ? " response " : " request ");
    String inside =
        line.clear().length() > 0
            ? line.read().map(Described::inClear).orElse("")
            : line.fragment() > 0
                ? "fragment %d of %d%s".formatted(line.fragment(), line.fragments(), inside(line))
                : "encrypted" + inside(line);
    return name + line.id() + ": " + inside;
  }

  private static String inside(Line line) {
    return switch (line.first()) {
      case -1 -> "";
      case PayloadType.NONE -> ", empty";
      default -> ", begins with " + PayloadType.nameOf(line.first());
    };
  }

  private static String inClear(IkeMessage message) {
    List<String> parts = new ArrayList<>();
    message.payloads().forEach(payload -> parts.add(part(payload)));
    if (message.fault() != PayloadFault.NONE) {
      parts.add("not readable: " + message.fault());
    }
    return parts.stream().distinct().collect(Collectors.joining(" "));
  }

  private static String part(Payload payload) {
    return payload instanceof Payload.SecurityAssociation ? "SA" : payload.describe();
  }

  private static List<String> details(IkeMessage message) {
    List<String> details = new ArrayList<>();
    if (message.payloads(Payload.SecurityAssociation.class).findAny().isPresent()) {
      String word = message.header().isResponse() ? "takes " : "offers ";
      details.add(word + OfferText.describe(message));
    }
    message
        .notification(NotifyType.COOKIE)
        .ifPresent(cookie -> details.add("cookie of %d bytes".formatted(cookie.data().length())));
    return details;
  }
}
