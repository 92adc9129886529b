package org.ikelb.monitor.ike;

import org.ikelb.spi.ProbeResult.Verdict;

/** What became of the questions to one port, worst first: so it is told. */
enum Finding {
  /** Its host, or a firewall, said so. */
  REFUSED("nobody listens on", Verdict.DOWN),
  UNREACHABLE("unreachable on", Verdict.DOWN),
  SILENT("no answer on", Verdict.DOWN),
  /** It has a proposal that it must take, and refused it. */
  WRONG_POLICY("refuses the proposal on", Verdict.DOWN),
  FULL("full: silent after its cookie on", Verdict.FULL),
  CROWDED("crowded: answers after a cookie on", Verdict.UP),
  /** It refused proposals that it need not take. */
  OTHER_POLICY("refuses the probe's proposals on", Verdict.UP),
  LIVENESS_ONLY("answers only the liveness question on", Verdict.UP),
  ANSWERS("answers on", Verdict.UP);

  private final String words;
  private final Verdict verdict;

  Finding(String words, Verdict verdict) {
    this.words = words;
    this.verdict = verdict;
  }

  /** To be followed by the ports. */
  String words() {
    return words;
  }

  Verdict verdict() {
    return verdict;
  }
}
