package org.ikelb.acceptance.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code bin/ikelb VERB --json} shows, as far as tests read it. Read by name, as a user's
 * script would.
 */
public final class Seen {
  private Seen() {}

  /** See {@code ikelb sessions}. */
  public record Sessions(int matching, List<Session> sessions) {}

  /** A line of {@code ikelb sessions}. */
  public record Session(
      String id, String gateway, String state, String client, List<String> spiPairs) {

    public boolean established() {
      return state.equals("established");
    }

    /** The gateway's name without its pool. */
    public String gatewayName() {
      return gateway.substring(gateway.indexOf('/') + 1);
    }
  }

  /** See {@code ikelb session}. */
  public record WholeSession(
      String id, String state, List<Upstream> upstreams, List<StoryLine> story) {

    /** Its path through the virtual server on port 4500, which it keeps for life. */
    public Upstream natT() {
      return upstreams.stream()
          .filter(u -> u.virtualServer().equals("nat-t"))
          .findFirst()
          .orElseThrow();
    }

    /** What its story says that has one of these words in it. */
    public List<String> told(String... words) {
      return story.stream()
          .map(StoryLine::text)
          .filter(text -> Stream.of(words).anyMatch(text::contains))
          .toList();
    }
  }

  /** A path of a session: the client's endpoint, and ikelb's own address and port. */
  public record Upstream(String virtualServer, String client, String local) {}

  /** Something that happened to a session. */
  public record StoryLine(String text) {}

  /** See {@code ikelb gateways}. */
  public record Gateway(
      String id,
      String administrative,
      String health,
      boolean takesSessions,
      String reason,
      int weight,
      int halfOpenSessions,
      int quietSessions,
      int establishedSessions,
      int suspectSessions,
      List<Probe> probes) {

    /** All that count: the quiet ones are among the half-open, and suspects do not count. */
    public int sessions() {
      return halfOpenSessions + establishedSessions;
    }

    public Probe probe(String monitor) {
      return probes.stream().filter(p -> p.monitor().equals(monitor)).findFirst().orElseThrow();
    }

    public boolean up() {
      return health.equals("up");
    }

    public boolean down() {
      return health.equals("down");
    }
  }

  /** What a monitor last said of a gateway. */
  public record Probe(String monitor, String health, String detail) {}

  /** See {@code ikelb plugins}. */
  public record Plugin(String name, String bundle, String version) {}

  /** See {@code ikelb diagnose}. */
  public record Conversation(
      String began, String outcome, String software, List<String> facts, List<Verdict> verdicts) {
    public List<String> causes() {
      return verdicts.stream().map(Verdict::cause).toList();
    }
  }

  /** A cause that fits. */
  public record Verdict(String cause, List<Integer> windowsErrors) {}

  /** See {@code ikelb warnings}. */
  public record Warning(String code, String subject, String text) {}

  /** See {@code ikelb virtualservers}. */
  public record VirtualServer(
      String name, int upstreams, Traffic fromClients, Traffic fromGateways) {

    /** Whether every datagram is accounted for, on both sides. */
    public boolean lawful() {
      return fromClients.lawful() && fromGateways.lawful();
    }
  }

  /** Datagrams of one side. */
  public record Traffic(
      long received,
      long forwarded,
      long answered,
      Map<String, Long> dropped,
      long copies,
      long handedOver) {

    public long droppedTotal() {
      return dropped == null ? 0 : dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean lawful() {
      return received == forwarded + answered + droppedTotal();
    }
  }
}
