package org.ikelb.acceptance.lab;

/**
 * What keeps datagrams from arriving, or from arriving as they were sent, without anybody being
 * told: filters on hosts that they pass.
 *
 * <p>Not thread-safe.
 */
final class Obstacles {
  private final Wiring wiring;

  Obstacles(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Lets the next hop of a client drop all that it sends and gets; the client sees its link up. */
  void cut(String client) {
    boolean translated = isTranslated(client);
    String address = " ip %saddr 192.168.3." + client.substring(1);
    String device = " %sifname { " + client + "a, " + client + "b }";
    String from = translated ? address.formatted("s") : device.formatted("i");
    String to = translated ? address.formatted("d") : device.formatted("o");
    hop(client)
        .run("nft", table("cut", "forward priority 0", from + " drop", to + " drop"))
        .orFail();
  }

  void mend(String client) {
    hop(client).run("nft", "delete table inet cut").orFail();
  }

  private Namespace hop(String client) {
    return wiring.namespace(isTranslated(client) ? "nat" : "inet");
  }

  private static boolean isTranslated(String client) {
    return client.equals("c3") || client.equals("c4");
  }

  /**
   * Lets the network between clients and ikelb drop what matches, without a word.
   *
   * @param match of nftables: {@code udp dport 4500}
   */
  void block(String match) {
    wiring
        .namespace("inet")
        .run("nft", table("blocked", "prerouting priority -450", " " + match + " drop"))
        .orFail();
  }

  void unblock() {
    wiring.namespace("inet").run("nft", "delete table inet blocked").orFail();
  }

  /** Drops every INFORMATIONAL exchange on port 4500 on its way to ikelb or past it. */
  void holdBackInformational() {
    String informational = "4500 @th,64,32 0 @th,240,8 37 drop";
    wiring
        .namespace("lb")
        .run(
            "nft",
            table(
                "held",
                "prerouting priority -300",
                " udp dport " + informational,
                " udp sport " + informational))
        .orFail();
  }

  void releaseInformational() {
    wiring.namespace("lb").run("nft", "delete table inet held").orFail();
  }

  /** Writes another source port into datagrams, behind the back of connection tracking. */
  void disguise(String host, int port, int asPort) {
    wiring
        .namespace(host)
        .run(
            "nft",
            table(
                "disguise",
                "postrouting priority 300",
                " udp sport " + port + " udp sport set " + asPort))
        .orFail();
  }

  void undisguise(String host) {
    wiring.namespace(host).run("nft", "delete table inet disguise").orFail();
  }

  private static String table(String name, String hook, String... rules) {
    StringBuilder commands = new StringBuilder("add table inet " + name + "; ");
    commands.append("add chain inet " + name + " passing { type filter hook " + hook + " ; }");
    for (String rule : rules) {
      commands.append("; add rule inet " + name + " passing" + rule);
    }
    return commands.toString();
  }
}
