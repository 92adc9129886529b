package org.ikelb.monitor.ike;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.api.diagnosis.MonitorLesson;

/**
 * Which settings fit what a gateway answers.
 *
 * <p>Immutable.
 *
 * @param liveness which ports gave which answer; empty: it could not be asked
 * @param readiness the same, offered nearly everything
 * @param common the same, offered one common proposal
 * @param closed the same, of a port where nobody should listen
 * @param elsewhere whether an answer came from elsewhere than where it was asked
 * @param pings whether it answers pings
 */
record Fitting(
    Map<Finding, String> liveness,
    Map<Finding, String> readiness,
    Map<Finding, String> common,
    Map<Finding, String> closed,
    boolean elsewhere,
    boolean pings) {
  private static final String COMMON = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048";

  private static final Set<Finding> ANSWERED =
      EnumSet.of(Finding.CROWDED, Finding.OTHER_POLICY, Finding.LIVENESS_ONLY, Finding.ANSWERS);

  MonitorLesson lesson(List<MonitorLesson.Answer> answers) {
    boolean ready = isAnswered(readiness);
    boolean live = isAnswered(liveness);
    if (ready || live) {
      String probe = ready && live ? "any" : ready ? "readiness" : "liveness";
      return new MonitorLesson(
          answers,
          "\"learnt\": { \"type\": \"ike\", \"probe\": \"" + probe + "\" }",
          "\"monitors\": [\"learnt\"]",
          advice(ready));
    }
    if (pings) {
      return new MonitorLesson(
          answers,
          "\"learnt\": { \"type\": \"icmp\" }",
          "\"monitors\": [\"learnt\"]",
          with(
              advice(false),
              "It answers no question of IKE on all its ports, only pings: that its VPN service has"
                  + " stopped is not noticed. If users can log in there, send this report to the"
                  + " project."));
    }
    return new MonitorLesson(
        answers,
        "",
        "",
        with(
            advice(false),
            "No monitor fits: it is down, or a firewall drops what ikelb asks; let UDP and pings of"
                + " ikelb's addresses through, and ask again."));
  }

  private static boolean isAnswered(Map<Finding, String> findings) {
    return !findings.isEmpty() && ANSWERED.containsAll(findings.keySet());
  }

  private List<String> advice(boolean ready) {
    List<String> advice = new ArrayList<>();
    if (ready && readiness.containsKey(Finding.OTHER_POLICY)) {
      advice.add(
          "It refuses all that the probe offers, so most likely all clients, too: see ikelb"
              + " proposals. If its clients have a rarer policy, set that as \"proposal\".");
    }
    if (ready && common.keySet().equals(Set.of(Finding.ANSWERS))) {
      advice.add(
          "It takes \"proposal\": \""
              + COMMON
              + "\"; set that only if it is to be down once it takes that no more.");
    }
    if (readiness.containsKey(Finding.CROWDED)) {
      advice.add(
          "It asks for cookies: it is crowded, or always does. Behind ikelb all clients come from"
              + " few addresses; raise its limits for these.");
    }
    if (readiness.containsKey(Finding.FULL)) {
      advice.add("It is silent after its own cookie: full at the moment. Ask again later.");
    }
    if (!closed.containsKey(Finding.REFUSED)) {
      advice.add(
          "Its host does not say that nobody listens on a port: a stopped VPN service is noticed"
              + " by silence, so not before timeout and \"fall\".");
    }
    if (elsewhere) {
      advice.add(
          "It answers from another address or port than it was asked at: neither ikelb nor most"
              + " clients take such answers. Mend its routes or address translation.");
    }
    return advice;
  }

  private static List<String> with(List<String> advice, String last) {
    List<String> all = new ArrayList<>(advice);
    all.add(last);
    return all;
  }
}
