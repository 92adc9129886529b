package org.ikelb.bench.lab;

/**
 * DNAT with connection tracking, by nftables: what the kernel does without any process. Receive
 * packet steering brings its work to the balancer's processor, where soft interrupts are counted.
 */
public final class KernelDnat implements Contender {
  private final Place place;

  public KernelDnat(Place place) {
    this.place = place;
    Namespace namespace = place.namespace();
    namespace.sysctl("net.ipv4.ip_forward=1");
    for (String link : new String[] {"clients", "gateways"}) {
      String file = "/sys/class/net/" + link + "/queues/rx-0/rps_cpus";
      namespace.run("sh", "-c", "echo " + Integer.toHexString(1 << place.core()) + " > " + file);
    }
  }

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public void start(Forgetting forgetting) {
    close();
    place
        .namespace()
        .run(
            "nft",
            """
            table ip bench {
              chain in {
                type nat hook prerouting priority dstnat;
                udp dport { 500, 4500 } dnat to %s
              }
              chain out {
                type nat hook postrouting priority srcnat;
                oifname "gateways" masquerade
              }
            }
            """
                .formatted(place.gateway()));
  }

  @Override
  public double cpuSeconds() {
    return ProcessFacts.softInterruptSeconds(place.core());
  }

  @Override
  public void awaitForgotten() {}

  @Override
  public Memory memory() {
    return new Memory(0, 0, ProcessFacts.slabKilobytes());
  }

  @Override
  public void close() {
    place.namespace().run("nft", "flush ruleset");
  }
}
