package org.ikelb.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.api.diagnosis.Diagnosis;
import org.ikelb.api.diagnosis.Failures;
import org.ikelb.api.diagnosis.Fragmentation;
import org.ikelb.api.diagnosis.Verdict;

/** Knows of one client that was refused. */
public final class SampleDiagnosis implements Diagnosis {
  private static final Instant AT = Instant.parse("2026-03-01T13:59:00Z");

  private static final Verdict POLICY =
      new Verdict(
          "policy-differs",
          "They have no policy in common.",
          List.of("vpn/gw1 answered NO_PROPOSAL_CHOSEN, in clear."),
          List.of(13868),
          List.of(new Verdict.Remedy("RRAS", "Give it one.", List.of("Set-Policy"))));

  private static final Verdict OTHER =
      new Verdict("no-connection", "None fits.", List.of(), List.of(13868), List.of());

  public static final Conversation REFUSED =
      new Conversation(
          AT,
          Duration.ofMillis(3),
          "1a",
          "198.51.100.7:500",
          "vpn/gw1",
          "1122334455667788",
          "Windows",
          "refused",
          List.of("The gateway refused all that the client offered."),
          List.of(
              message("client", 344, "IKE_SA_INIT request 0: SA KE No", "offers 3DES_CBC"),
              message("gateway", 36, "IKE_SA_INIT response 0: N(NO_PROPOSAL_CHOSEN)")),
          0,
          List.of(POLICY, OTHER),
          "");

  private static Conversation.Message message(
      String sender, int bytes, String text, String... details) {
    return new Conversation.Message(
        Duration.ZERO, sender, "ike", bytes, text, "forwarded", List.of(details));
  }

  @Override
  public Failures failures(Optional<String> cause, int limit) {
    Failures.Count count =
        new Failures.Count(
            "policy-differs", "They have no policy in common.", List.of(13868), 12, 3, 2, AT);
    boolean meant = cause.map(count.cause()::equals).orElse(true);
    return new Failures(
        AT.minus(Duration.ofHours(5)),
        meant ? List.of(count) : List.of(),
        meant && limit > 0 ? List.of(REFUSED) : List.of());
  }

  @Override
  public List<String> causes() {
    return List.of("no-connection", "policy-differs");
  }

  @Override
  public List<Conversation> conversations(String wanted) {
    return wanted.equals("198.51.100.7") ? List.of(REFUSED) : List.of();
  }

  @Override
  public List<Fragmentation> fragmentation() {
    return List.of(
        new Fragmentation("vpn/gw1", 9, 9, 8, 1, 0, 0, 0, 1792, 1208),
        new Fragmentation("vpn/gw2", 0, 4, 4, 1, 1, 2, 2, 2000, 1792));
  }
}
