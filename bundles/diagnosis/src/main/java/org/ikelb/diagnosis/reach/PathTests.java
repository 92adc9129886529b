package org.ikelb.diagnosis.reach;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.ikelb.api.diagnosis.PathFindings;
import org.ikelb.api.diagnosis.PathTest;
import org.ikelb.api.diagnosis.Reachability;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.api.diagnosis.TestRequests;
import org.ikelb.ike.Answers;
import org.ikelb.ike.IkeHeader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The tests of the network that there are. While none is alive, loops ask nobody.
 *
 * <p>Thread-safe.
 */
@Component(service = {Reachability.class, TestAnswerer.class})
public final class PathTests implements Reachability, TestAnswerer {
  static final Duration LIFE = Duration.ofMinutes(30);
  static final int MOST = 8;
  static final int ANSWERS_A_SECOND = 200;

  /** No character of it means anything to a shell, quoted or not. */
  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z:][0-9A-Za-z.:-]{0,252}");

  /** An answer has a header, a notification and a vendor ID. */
  private static final int SHORTEST = IkeHeader.LENGTH + 12;

  private final TestRequests requests;
  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanos;
  private final AnswerRate rate = new AnswerRate(ANSWERS_A_SECOND);
  private volatile List<RunningTest> tests = List.of();

  @Activate
  public PathTests(@Reference TestRequests requests) {
    this(requests, System::nanoTime);
  }

  PathTests(TestRequests requests, LongSupplier nanos) {
    this.requests = requests;
    this.nanos = nanos;
  }

  @Deactivate
  void deactivate() {
    requests.leave(this);
  }

  @Override
  public boolean isHost(String text) {
    boolean hasPort = text.contains(":") && text.indexOf(':') == text.lastIndexOf(':');
    return HOST.matcher(text).matches() && !hasPort;
  }

  @Override
  public synchronized PathTest begin(String host) {
    if (!isHost(host)) {
      throw new IllegalArgumentException("no host: " + host);
    }
    long token = Mark.newToken(random);
    Instant expires = Instant.now().plus(LIFE);
    RunningTest begun =
        new RunningTest(
            token,
            host,
            expires,
            nanos.getAsLong() + LIFE.toNanos(),
            new Arrivals(),
            new LongAdder());
    List<RunningTest> all = new ArrayList<>(List.of(begun));
    all.addAll(tests.subList(0, Math.min(tests.size(), MOST - 1)));
    tests = List.copyOf(all);
    requests.ask(this);
    Commands commands = new Commands(host, Mark.shown(token), Mark.random(random));
    return new PathTest(commands.token(), host, expires, commands.powerShell(), commands.shell());
  }

  @Override
  public Optional<PathFindings> findings(String token) {
    return tests.stream()
        .filter(test -> Mark.shown(test.token()).equals(token))
        .findFirst()
        .map(test -> test.findings(nanos.getAsLong()));
  }

  @Override
  public List<String> tokens() {
    return tests.stream().map(test -> Mark.shown(test.token())).toList();
  }

  @Override
  public boolean knows(long initiatorSpi, long nowNanos) {
    List<RunningTest> known = tests;
    boolean anyAlive = false;
    for (int i = 0; i < known.size(); i++) { // without an iterator: a loop asks for each opening
      RunningTest test = known.get(i);
      if (test.isAlive(nowNanos)) {
        if (test.token() == Mark.token(initiatorSpi)) {
          return true;
        }
        anyAlive = true;
      }
    }
    if (!anyAlive) {
      leaveUnlessBegunMeanwhile(known);
    }
    return false;
  }

  private void leaveUnlessBegunMeanwhile(List<RunningTest> known) {
    requests.leave(this);
    if (tests != known) {
      requests.ask(this);
    }
  }

  @Override
  public Optional<ByteBuffer> answer(
      boolean natT, InetSocketAddress client, ByteBuffer message, long nowNanos) {
    long spi = IkeHeader.initiatorSpi(message, message.position());
    Optional<RunningTest> test =
        tests.stream().filter(one -> one.token() == Mark.token(spi)).findFirst();
    if (test.isEmpty()) {
      return Optional.empty();
    }
    boolean isOfTheTest =
        Mark.size(spi) < Requests.SIZES.size()
            && Mark.round(spi) < Requests.ROUNDS
            && message.remaining() >= SHORTEST;
    if (!isOfTheTest
        || !rate.take(nowNanos)
        || !test.get()
            .arrivals()
            .add(
                new Arrivals.Row(client.getAddress(), natT, Mark.size(spi)),
                Mark.round(spi),
                Mark.cameBack(spi),
                nowNanos)) {
      test.get().unanswered().increment();
      return Optional.empty();
    }
    return Optional.of(Answers.noProposalChosenOfSameSize(message));
  }
}
