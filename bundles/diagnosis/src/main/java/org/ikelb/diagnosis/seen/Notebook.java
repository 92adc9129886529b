package org.ikelb.diagnosis.seen;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ikelb.api.text.AddressText;
import org.ikelb.ike.IkeHeader;
import org.ikelb.spi.ObservedMessage;
import org.ikelb.spi.ObservedProgress;
import org.jspecify.annotations.Nullable;

/**
 * The talks that go on. A talk begins with a client's IKE_SA_INIT, and is over when its tunnel is
 * used, or when it is known what else it came to; what is said after that is not written down.
 *
 * <p>Not thread-safe.
 */
public final class Notebook {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_TALKS = 16_384;

  /** Longer than sessions live without a word, by default. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The message that shows what it came to may come after the news of it. */
  private static final Duration FOR_THE_LAST_MESSAGE = Duration.ofSeconds(1);

  /** Who was not let in tries again, after 42 s at last. */
  private static final Duration FOR_ANOTHER_TRY = Duration.ofMinutes(1);

  private final Map<Long, Talk> talks = new LinkedHashMap<>();
  private final Map<Dial, Long> byDial = new HashMap<>();
  private final Map<String, Long> bySession = new HashMap<>();
  private final Deque<Due> decided = new ArrayDeque<>();
  private final Deque<Due> turnedAway = new ArrayDeque<>();
  private final List<Talk> over = new ArrayList<>();

  /** Sessions whose talk is over: what is said after that begins no other. */
  private final Set<String> ended =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_TALKS;
            }
          });

  private long lastNumber;
  private int bytes;

  /** How a client's first messages are known, before there is a session. */
  private record Dial(long spi, String address) {}

  private record Due(long talk, Instant at) {}

  /** Writes down a message. Returns the talk that it belongs to; null: none that matters. */
  public @Nullable Talk add(ObservedMessage message) {
    if (ended.contains(message.session())) {
      return null;
    }
    Line line = Line.of(message);
    ByteBuffer b = message.message();
    long spi = IkeHeader.initiatorSpi(b, 0);
    String address = AddressText.of(message.client().getAddress());
    Dial dial = new Dial(spi, address);
    Long number = find(message.session(), dial);
    if (number == null) {
      if (!line.fromClient() || !line.opensSa() || line.response()) {
        return null;
      }
      number = begin(message, line, dial);
    } else {
      Talk talk = known(number);
      replace(
          number, talk.with(line, message.client(), message.session(), message.chosenGateway()));
    }
    if (!message.session().isEmpty()) {
      bySession.put(message.session(), number);
    }
    makeRoom();
    return talks.get(number);
  }

  private @Nullable Long find(String session, Dial dial) {
    Long number = session.isEmpty() ? null : bySession.get(session);
    if (number != null) {
      return number;
    }
    Long dialled = byDial.get(dial);
    boolean isOther = dialled != null && !session.isEmpty() && !known(dialled).session().isEmpty();
    return isOther ? null : dialled;
  }

  private Long begin(ObservedMessage message, Line line, Dial dial) {
    Long number = ++lastNumber;
    Talk talk =
        new Talk(
            message.session(),
            message.client(),
            message.client(),
            message.chosenGateway(),
            dial.spi(),
            List.of(line),
            0,
            "",
            "",
            false,
            "");
    talks.put(number, talk);
    byDial.put(dial, number);
    bytes += talk.memory();
    if (message.session().isEmpty() && turnedAway.size() < MOST_TALKS) {
      turnedAway.add(new Due(number, line.at().plus(FOR_ANOTHER_TRY)));
    }
    return number;
  }

  /**
   * Writes down what is known of a session's attempt.
   *
   * @return the talk, if that was all there is to know: it went well
   */
  public @Nullable Talk add(ObservedProgress progress) {
    Long number = bySession.get(progress.session());
    if (number == null) {
      return null;
    }
    Talk talk = known(number);
    switch (progress.outcome()) {
      case ObservedProgress.CARRIES -> {
        Talk used = talk.carrying();
        remove(number);
        return used;
      }
      case ObservedProgress.ENDED -> {
        replace(number, talk.endedFor(progress.detail()));
        decided.add(new Due(number, progress.at().plus(FOR_THE_LAST_MESSAGE)));
      }
      case "established" -> replace(number, talk.cameTo(progress.outcome(), progress.detail()));
      case "quiet" -> {
        replace(number, talk.cameTo(progress.outcome(), progress.detail()));
        if (!LoginSeen.of(talk).mayBeComplete()) {
          decided.add(new Due(number, progress.at().plus(FOR_THE_LAST_MESSAGE)));
        }
      }
      default -> {
        replace(number, talk.cameTo(progress.outcome(), progress.detail()));
        decided.add(new Due(number, progress.at().plus(FOR_THE_LAST_MESSAGE)));
      }
    }
    return null;
  }

  /** Those that are over and did not go well, as far as that is known. */
  public List<Talk> takeOver(Instant now) {
    while (isDue(decided, now)) {
      finish(decided.remove().talk());
    }
    forgetLost(now);
    while (isDue(turnedAway, now)) {
      long number = turnedAway.remove().talk();
      Talk talk = talks.get(number);
      if (talk != null && talk.session().isEmpty()) {
        if (talk.last().plus(FOR_ANOTHER_TRY).isAfter(now)) {
          turnedAway.add(new Due(number, now.plus(FOR_ANOTHER_TRY)));
        } else {
          finish(number);
        }
      }
    }
    List<Talk> taken = List.copyOf(over);
    over.clear();
    return taken;
  }

  /** Nobody has said how it ended: that was left out, or comes no more. */
  private void forgetLost(Instant now) {
    Iterator<Map.Entry<Long, Talk>> oldest = talks.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Talk> next = oldest.next();
      if (next.getValue().last().plus(LONGEST).isAfter(now)) {
        return;
      }
      oldest.remove();
      forget(next.getKey(), next.getValue());
    }
  }

  private static boolean isDue(Deque<Due> dues, Instant now) {
    Due first = dues.peek();
    return first != null && !first.at().isAfter(now);
  }

  private void finish(long number) {
    Talk talk = talks.get(number);
    if (talk != null) {
      remove(number);
      over.add(talk);
    }
  }

  /** Those that go on, the oldest first. */
  public Stream<Talk> open() {
    return talks.values().stream();
  }

  private Talk known(Long number) {
    return Objects.requireNonNull(talks.get(number));
  }

  private void replace(Long number, Talk next) {
    bytes += next.memory() - known(number).memory();
    talks.put(number, next);
  }

  private void remove(Long number) {
    Talk talk = known(number);
    talks.remove(number);
    forget(number, talk);
  }

  private void forget(Long number, Talk talk) {
    bytes -= talk.memory();
    byDial.remove(new Dial(talk.spi(), talk.address()), number);
    if (!talk.session().isEmpty()) {
      bySession.remove(talk.session(), number);
      ended.add(talk.session());
    }
  }

  /** The oldest give way; what they came to is not known. */
  private void makeRoom() {
    while (bytes > MOST_BYTES || talks.size() > MOST_TALKS) {
      Iterator<Long> oldest = talks.keySet().iterator();
      remove(oldest.next());
    }
  }

  /** How much memory it takes, about, in bytes. */
  public int memory() {
    return bytes;
  }
}
