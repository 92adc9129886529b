package org.ikelb.bench.traffic;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ikelb.bench.traffic.Traffic.Answer;

/**
 * All clients of a generator, and what they can be told to do.
 *
 * <p>Used on the main thread, which hands the work to the event loop and waits.
 */
final class Clients {
  private static final int FIRST_ESP_SPI = 0x1000;

  private final Tally tally;
  private final InetSocketAddress ike;
  private final InetSocketAddress natTraversal;
  private final InetSocketAddress home;
  private final InetSocketAddress abroad;
  private final Random random = new Random();
  private final Udp udp = new Udp();
  private final EventLoop loop = udp.loop().next();
  private final List<Client> clients = new ArrayList<>();
  private final List<Channel> open = new ArrayList<>();
  private int nextEspSpi = FIRST_ESP_SPI;

  Clients(Tally tally, InetAddress balancer, InetSocketAddress home, InetSocketAddress abroad) {
    this.tally = tally;
    this.ike = new InetSocketAddress(balancer, 500);
    this.natTraversal = new InetSocketAddress(balancer, 4500);
    this.home = home;
    this.abroad = abroad;
  }

  String obey(String[] words) {
    return switch (words[0]) {
      case "sockets" -> sockets(Integer.parseInt(words[1]), false);
      case "pairs" -> sockets(Integer.parseInt(words[1]), true);
      case "login" -> login(steps(words), Logins.AS_FAST_AS_THEY_ARE_ANSWERED);
      case "paced" ->
          login(steps(Arrays.copyOfRange(words, 1, words.length)), Integer.parseInt(words[1]));
      case "roam" -> roam(steps(words));
      case "esp" -> esp(words);
      case "close" -> close();
      default -> "failed unknown command " + words[0];
    };
  }

  private static List<Step> steps(String[] words) {
    return Arrays.stream(words).skip(1).map(Step::valueOf).toList();
  }

  private String sockets(int count, boolean pairs) {
    for (int i = 0; i < count; i++) {
      Client client = new Client(nextEspSpi++, random);
      Channel second = channel(home, natTraversal, client);
      client.use(pairs ? channel(home, ike, client) : second, second);
      clients.add(client);
    }
    return "done";
  }

  private Channel channel(InetSocketAddress local, InetSocketAddress remote, Client client) {
    Channel channel = udp.connected(local, remote, client);
    open.add(channel);
    return channel;
  }

  private String login(List<Step> steps, int perSecond) {
    tally.expect(100, Answer.ECHO_SINGLY);
    long start = System.nanoTime();
    int resent = new Logins(loop, clients, steps, perSecond).run();
    return "logged-in " + (System.nanoTime() - start) + " " + resent;
  }

  private String roam(List<Step> steps) {
    for (Client client : clients) {
      Channel channel = channel(abroad, natTraversal, client);
      client.use(channel, channel);
    }
    return login(steps, Logins.AS_FAST_AS_THEY_ARE_ANSWERED);
  }

  private String esp(String[] words) {
    Traffic traffic =
        new Traffic(
            Integer.parseInt(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]),
            Integer.parseInt(words[4]),
            Integer.parseInt(words[5]),
            Answer.valueOf(words[6]),
            false);
    long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[7]));
    tally.expect(traffic.bytes(), traffic.answer());
    Pump pump = new Pump(clients.subList(0, traffic.flows()), traffic);
    try {
      return (traffic.echoes() ? echoed(pump, nanos) : counted(pump, nanos)).line();
    } finally {
      pump.release();
    }
  }

  private Outcome counted(Pump pump, long nanos) {
    return loop.submit(() -> new CountedRun(pump, tally).run(nanos)).syncUninterruptibly().getNow();
  }

  private Outcome echoed(Pump pump, long nanos) {
    EchoedRun run = new EchoedRun(loop, pump, tally);
    loop.submit(() -> clients.forEach(client -> client.tell(run))).syncUninterruptibly();
    return run.run(nanos);
  }

  private String close() {
    open.forEach(channel -> channel.close().syncUninterruptibly());
    open.clear();
    clients.clear();
    return "done";
  }
}
