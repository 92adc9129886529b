package org.ikelb.bench;

import java.util.List;
import org.ikelb.bench.traffic.Traffic;

/** What is measured. */
sealed interface Scenario {
  /** As given on the command line. */
  String name();

  /** As read in the table. */
  String title();

  /**
   * ESP over sessions that are established.
   *
   * @param mustReach how many times nginx's processor time a packet; 0: no bar is set
   * @param stretch what to hope for; 0: no bar is set
   */
  record Esp(String name, String title, Traffic traffic, double mustReach, double stretch)
      implements Scenario {}

  /**
   * Sessions that are opened, by clients that have not sent anything before.
   *
   * @param pairs whether they begin on port 500
   * @param steps what each client does
   * @param sessions how many
   * @param perSecond how many begin in a second; 0: as many as are done
   */
  record Opening(
      String name, String title, boolean pairs, List<String> steps, int sessions, int perSecond)
      implements Scenario {}

  /** What so many established sessions need. */
  record Footprint(String name, String title, int sessions) implements Scenario {}

  /** All that there are, in the order of the table. */
  static List<Scenario> all() {
    Traffic bulk500 = Traffic.trains(8, 500, 64);
    return List.of(
        new Esp("bulk-500-gso", "bulk 500 B, GSO sender", bulk500, 12, 25),
        new Esp("bulk-1400-gso", "bulk 1400 B, GSO sender", Traffic.trains(8, 1400, 46), 0, 0),
        new Esp(
            "echo-1400-gso",
            "echoed bulk 1400 B, GSO sender",
            Traffic.trains(8, 1400, 46).echoed(16 * 46),
            8,
            14),
        new Esp("bulk-500", "bulk 500 B, sender without GSO", Traffic.singles(8, 500, 32), 0, 0),
        new Esp(
            "bulk-1400", "bulk 1400 B, sender without GSO", Traffic.singles(8, 1400, 32), 1.4, 1.8),
        new Esp("small-100", "small 100 B", Traffic.singles(8, 100, 8), 1.2, 1.6),
        new Esp("echo-500", "echo 500 B", Traffic.singles(8, 500, 8).echoed(500), 1.2, 1.6),
        new Esp("mice", "mice 100 B, 15,000 flows", Traffic.singles(15_000, 100, 1), 1.0, 1.4),
        new Esp("roamed", "bulk 500 B, GSO sender, after roaming", bulk500.afterRoaming(), 0, 0),
        new Opening("handshakes", "handshakes", true, List.of("SA_INIT", "AUTH"), 5_000, 0),
        new Opening(
            "handshakes-2000",
            "handshakes, 2,000 a second",
            true,
            List.of("SA_INIT", "AUTH"),
            5_000,
            2_000),
        new Opening("sessions", "sessions opened", false, List.of("SA_INIT"), 10_000, 0),
        new Footprint("memory", "memory", 10_000));
  }
}
