package org.ikelb.bench.traffic;

/**
 * What became of the traffic of one run.
 *
 * @param sent datagrams that were sent
 * @param received datagrams that arrived, late ones included: at the gateway, or back at the client
 * @param inTime of these, how many arrived while there was sending
 * @param nanos how long there was sending
 */
public record Outcome(long sent, long received, long inTime, long nanos) {

  /** As the generator prints it. */
  String line() {
    return "outcome " + sent + " " + received + " " + inTime + " " + nanos;
  }

  /** What the generator has printed. */
  public static Outcome of(String line) {
    String[] words = line.split(" ", -1);
    return new Outcome(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }
}
