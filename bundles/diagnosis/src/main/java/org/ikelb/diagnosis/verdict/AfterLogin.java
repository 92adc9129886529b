package org.ikelb.diagnosis.verdict;

import static org.ikelb.diagnosis.verdict.Suspicion.suspect;

import java.util.List;
import java.util.stream.Stream;
import org.ikelb.diagnosis.seen.LoginSeen;
import org.ikelb.diagnosis.seen.Talk;

/**
 * Why a tunnel is not used though the login went well: an IKE SA may come up without one for ESP.
 *
 * <p>Pure functions.
 */
final class AfterLogin {
  /**
   * An answer with an ESP SA, its networks and an address has some 80 bytes more than one with a
   * notification in their place: 256 to 288, and 176 to 208, with strongSwan and a pre-shared key.
   */
  private static final int SHORT_ANSWER = 232;

  private AfterLogin() {}

  static List<Suspicion> unused(Talk talk, Symptom symptom) {
    String unused =
        symptom == Symptom.QUIET
            ? "The login was answered, and no ESP has gone both ways yet."
            : "The login was answered, and no ESP went both ways before the session ended.";
    int last = LoginSeen.of(talk).lastAnswerBytes();
    boolean isShort = last > 0 && last < SHORT_ANSWER;
    String size =
        last == 0
            ? "The answer to the login was not seen."
            : "The last answer of the login has %d bytes; %s."
                .formatted(
                    last,
                    isShort
                        ? "one that brings a tunnel mostly has more"
                        : "enough for one that brings a tunnel");
    Suspicion esp =
        suspect(
            Cause.ESP_POLICY_DIFFERS,
            unused,
            size,
            "The ESP half of a policy is encrypted: not visible.");
    Suspicion address = suspect(Cause.NO_INNER_ADDRESS, unused, size);
    Suspicion networks = suspect(Cause.NETWORKS_DIFFER, unused, size);
    Suspicion dropped = suspect(Cause.ESP_DROPPED, unused, "IKE on the same port came through.");
    Suspicion idle = suspect(Cause.NOT_USED, unused);
    List<Suspicion> tunnels =
        isShort
            ? List.of(esp, address, networks, idle, dropped)
            : List.of(idle, dropped, esp, networks, address);
    if (!mayHaveStopped(talk)) {
      return tunnels;
    }
    boolean hasCertificate = last >= WhileLoggingIn.ANSWER_WITH_CERTIFICATE;
    return hasCertificate
        ? join(WhileLoggingIn.stopped(talk), tunnels)
        : join(tunnels, WhileLoggingIn.stoppedWithoutCertificate(talk));
  }

  /**
   * An answer that begins with the gateway's identity ends a login, or goes on with EAP; and
   * whoever deletes an unused IKE SA may not have liked what it heard.
   */
  private static boolean mayHaveStopped(Talk talk) {
    LoginSeen login = LoginSeen.of(talk);
    return login.isDeleted() || (!talk.outcome().equals("established") && login.mayBeComplete());
  }

  private static List<Suspicion> join(List<Suspicion> first, List<Suspicion> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
