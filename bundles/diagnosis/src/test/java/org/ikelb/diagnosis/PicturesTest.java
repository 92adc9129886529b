package org.ikelb.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.Verdict;
import org.ikelb.diagnosis.verdict.Symptom;
import org.ikelb.ike.Answers;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.PayloadType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each picture, and every cause that fits it, the likeliest first. */
class PicturesTest {
  private static final Messages IT = new Messages(0x1111_0000_0000_0001L);

  private static Arguments row(
      String what, Consumer<Talking> story, Symptom symptom, String... causes) {
    return arguments(what, story, symptom, List.of(causes));
  }

  private static void greeted(Talking talking) {
    talking.client(IT.greeting());
    talking.gateway(IT.acceptance());
  }

  private static void refused(Talking talking) {
    talking.client(IT.greeting());
    talking.gateway(Answers.noProposalChosen(IT.greeting()));
    talking.cameTo("refused", "NO_PROPOSAL_CHOSEN by vpn/gw1");
  }

  private static void asksAgain(Talking talking, int times) {
    for (int i = 0; i < times; i++) {
      talking.clock.pass(Duration.ofSeconds(2));
      talking.client(IT.greeting());
    }
  }

  private static void eap(Talking talking, int rounds) {
    greeted(talking);
    talking.client(IT.login(1, PayloadType.ID_I, 300));
    talking.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1200));
    for (int round = 1; round <= rounds; round++) {
      talking.client(IT.login(1 + round, PayloadType.EAP, 100));
      talking.gateway(IT.loginAnswer(1 + round, PayloadType.EAP, 100));
    }
    talking.client(IT.complaint(rounds + 2));
    talking.cameTo("login-failed", "after EAP");
  }

  static Stream<Arguments> pictures() {
    return Stream.of(
        row(
            "a real client with 3DES, SHA-1 and group 2",
            t -> t.replay("policy-mismatch"),
            Symptom.REFUSED_POLICY,
            "policy-differs",
            "no-connection"),
        row(
            "another gateway has taken the same",
            t -> {
              t.by("192.0.2.8", "19", "vpn/gw2");
              greeted(t);
              t.by("192.0.2.7", Talking.SESSION, Talking.GATEWAY);
              refused(t);
            },
            Symptom.REFUSED_POLICY,
            "gateways-differ",
            "policy-differs",
            "no-connection"),
        row(
            "the gateway wants a group that the client has not",
            t -> {
              t.client(IT.greeting());
              t.gateway(Answers.invalidKe(IT.greeting(), 20));
              t.cameTo("given-up", "wanted another");
            },
            Symptom.OTHER_GROUP,
            "group-not-known",
            "way-back-cut"),
        row(
            "and the client asks the same again",
            t -> {
              t.client(IT.greeting());
              t.gateway(Answers.invalidKe(IT.greeting(), 20));
              t.client(IT.greeting());
              t.gateway(Answers.invalidKe(IT.greeting(), 20));
              t.cameTo("given-up", "wanted another");
            },
            Symptom.OTHER_GROUP,
            "way-back-cut",
            "group-not-known"),
        row(
            "a syntax that the gateway does not know",
            t -> {
              t.client(IT.greeting());
              t.gateway(Answers.notification(IT.greeting(), NotifyType.INVALID_SYNTAX));
              t.cameTo("refused", "INVALID_SYNTAX");
            },
            Symptom.REFUSED_OTHERWISE,
            "request-not-understood"),
        row(
            "silence, and nobody else is answered",
            t -> {
              t.client(IT.greeting());
              asksAgain(t, 3);
              t.cameTo("unanswered", "answered none");
            },
            Symptom.UNANSWERED,
            "gateway-dead",
            "way-to-gateway-cut",
            "gateway-limits"),
        row(
            "silence, and others are answered",
            t -> {
              t.by("192.0.2.8", "19", Talking.GATEWAY);
              greeted(t);
              t.by("192.0.2.7", Talking.SESSION, Talking.GATEWAY);
              t.client(IT.greeting());
              asksAgain(t, 3);
              t.cameTo("unanswered", "answered none");
            },
            Symptom.UNANSWERED,
            "gateway-limits",
            "gateway-dead",
            "way-to-gateway-cut"),
        row(
            "the answer does not arrive",
            t -> {
              greeted(t);
              asksAgain(t, 3);
              t.cameTo("answer-lost", "asked again");
            },
            Symptom.ANSWER_LOST,
            "way-back-cut",
            "not-a-client"),
        row(
            "nothing comes on port 4500",
            t -> {
              greeted(t);
              t.cameTo("given-up", "did not go on");
            },
            Symptom.GIVEN_UP,
            "port-4500-blocked",
            "client-has-no-certificate",
            "client-stopped",
            "fragments-lost-up",
            "not-a-client"),
        row(
            "a fragment of the login is missing",
            t -> {
              greeted(t);
              t.client(IT.fragment(1, 1, 3));
              t.client(IT.fragment(1, 3, 3));
              t.cameTo("stuck", "not answered");
            },
            Symptom.FRAGMENTS_MISSING,
            "packets-lost",
            "client-stopped"),
        row(
            "a short login is not answered",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.cameTo("stuck", "not answered");
            },
            Symptom.LOGIN_UNANSWERED,
            "login-server-silent",
            "gateway-forgot",
            "way-to-gateway-cut",
            "credentials-refused"),
        row(
            "a long login is not answered",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 2400));
              t.client(IT.login(1, PayloadType.ID_I, 2400));
              t.cameTo("stuck", "not answered");
            },
            Symptom.LOGIN_UNANSWERED,
            "fragments-lost-behind",
            "login-server-silent",
            "gateway-forgot",
            "way-to-gateway-cut"),
        row(
            "a long answer does not arrive",
            t -> {
              greeted(t);
              for (int i = 0; i < 3; i++) {
                t.client(IT.login(1, PayloadType.ID_I, 300));
                t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1800));
              }
              t.cameTo("stuck", "asked again");
            },
            Symptom.LOGIN_ANSWER_LOST,
            "fragments-lost-down",
            "way-back-cut"),
        row(
            "the same, and core thinks that all is well, for nobody says more",
            t -> {
              greeted(t);
              for (int i = 0; i < 3; i++) {
                t.client(IT.login(1, PayloadType.ID_I, 300));
                t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1800));
              }
              t.cameTo("quiet", "");
            },
            Symptom.LOGIN_ANSWER_LOST,
            "fragments-lost-down",
            "way-back-cut"),
        row(
            "a user who types his password for longer than half a minute, and wrongly",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1200));
              t.clock.pass(Duration.ofSeconds(40));
              t.cameTo("quiet", "");
              t.client(IT.login(2, PayloadType.EAP, 100));
              t.gateway(IT.loginAnswer(2, PayloadType.EAP, 80));
              t.cameTo("ended", "login-timeout");
            },
            Symptom.EAP_FAILED,
            "password-wrong",
            "network-policy",
            "eap-certificates"),
        row(
            "the only answer is long, in fragments of IKE, and the client stops",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.gateway(IT.answerFragment(1, 1, 2, 1208));
              t.gateway(IT.answerFragment(1, 2, 2, 150));
              t.cameTo("quiet", "");
              t.cameTo("ended", "idle");
            },
            Symptom.NO_TUNNEL,
            "certificate-not-trusted",
            "name-differs",
            "credentials-refused",
            "client-stopped",
            "not-used",
            "esp-dropped",
            "esp-policy-differs",
            "networks-differ",
            "no-inner-address"),
        row(
            "EAP with certificates in thirty rounds is refused in the end",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1200));
              for (int round = 2; round <= 31; round++) {
                t.client(IT.login(round, PayloadType.EAP, 900));
                t.gateway(IT.loginAnswer(round, PayloadType.EAP, 900));
              }
              t.client(IT.login(32, PayloadType.AUTH, 100));
              t.gateway(IT.loginAnswer(32, PayloadType.NOTIFY, 80));
              t.cameTo("login-failed", "ended");
            },
            Symptom.LOGIN_REFUSED,
            "network-policy",
            "eap-certificates",
            "password-wrong"),
        row(
            "a short answer does not arrive",
            t -> {
              greeted(t);
              for (int i = 0; i < 3; i++) {
                t.client(IT.login(1, PayloadType.ID_I, 300));
                t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 300));
              }
              t.cameTo("stuck", "asked again");
            },
            Symptom.LOGIN_ANSWER_LOST,
            "way-back-cut",
            "packets-lost"),
        row(
            "a real client with a wrong pre-shared key",
            t -> {
              t.replay("authfail-psk");
              t.cameTo("login-failed", "ended");
            },
            Symptom.LOGIN_REFUSED,
            "credentials-refused",
            "name-differs",
            "login-server-silent"),
        row(
            "a real client with a wrong password",
            t -> {
              t.replay("authfail-eap");
              t.cameTo("login-failed", "after EAP");
            },
            Symptom.EAP_FAILED,
            "password-wrong",
            "network-policy",
            "eap-certificates"),
        row(
            "EAP with certificates breaks off",
            t -> eap(t, 7),
            Symptom.EAP_FAILED,
            "eap-certificates",
            "network-policy",
            "password-wrong"),
        row(
            "the client does not like the gateway's certificate",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1200));
              t.client(IT.complaint(2));
              t.cameTo("login-failed", "gave up");
            },
            Symptom.ANSWER_DISLIKED,
            "certificate-not-trusted",
            "name-differs",
            "credentials-refused"),
        row(
            "a client that says no more after the answer",
            t -> {
              greeted(t);
              t.client(IT.login(1, PayloadType.ID_I, 300));
              t.gateway(IT.loginAnswer(1, PayloadType.ID_R, 1200));
              t.cameTo("login-failed", "ended");
            },
            Symptom.NO_TUNNEL,
            "certificate-not-trusted",
            "name-differs",
            "credentials-refused",
            "client-stopped",
            "not-used",
            "esp-dropped",
            "esp-policy-differs",
            "networks-differ",
            "no-inner-address"),
        row(
            "a real client that gets no tunnel",
            t -> {
              t.replay("ts-unacceptable");
              t.cameTo("quiet", "");
              t.cameTo("ended", "deleted");
            },
            Symptom.NO_TUNNEL,
            "esp-policy-differs",
            "no-inner-address",
            "networks-differ",
            "not-used",
            "esp-dropped",
            "name-differs",
            "client-stopped"),
        row(
            "a tunnel that nobody uses",
            t -> {
              t.replay("psk-connect");
              t.cameTo("established", "");
              t.cameTo("ended", "idle");
            },
            Symptom.NO_TUNNEL,
            "not-used",
            "esp-dropped",
            "esp-policy-differs",
            "networks-differ",
            "no-inner-address"),
        row(
            "one of a flood that gave way to others",
            t -> {
              greeted(t);
              t.cameTo("cut-short", "evicted");
            },
            Symptom.CUT_SHORT,
            "limit-reached"),
        row(
            "closed by an administrator",
            t -> {
              greeted(t);
              t.cameTo("cut-short", "closed");
            },
            Symptom.CUT_SHORT,
            "ended-by-ikelb"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void everyCauseThatFitsIsNamed(
      String what, Consumer<Talking> story, Symptom symptom, List<String> causes) {
    Talking talking = new Talking();
    story.accept(talking);
    talking.clock.pass(Duration.ofSeconds(10));
    List<String> found =
        talking.diagnosing.conversations(Talking.SESSION).get(0).verdicts().stream()
            .map(Verdict::cause)
            .toList();
    assertEquals(symptom.title(), talking.diagnosed().facts().get(0));
    assertEquals(causes, found);
  }

  @Test
  void whatAGuardHasStoppedIsNotTheGatewaysFault() {
    Talking talking = new Talking();
    talking.stopped(IT.greeting(), "guard");
    talking.clock.pass(Duration.ofSeconds(1));
    talking.stopped(IT.greeting(), "guard");
    talking.clock.pass(Duration.ofMinutes(3));
    assertEquals(
        List.of("guard-refused"),
        talking.diagnosing.failures(Optional.empty(), 1_000).causes().stream()
            .map(one -> one.cause())
            .toList());
  }

  @Test
  void aTestOfTheNetworkIsNoAttemptToLogIn() {
    Talking talking = new Talking();
    talking.stopped(new Messages(Talking.TEST).greeting(), "answered");
    talking.clock.pass(Duration.ofMinutes(3));
    assertTrue(talking.diagnosing.failures(Optional.empty(), 1_000).causes().isEmpty());
  }

  @Test
  void whoGetsInHasNoVerdict() {
    Talking talking = new Talking().replay("psk-connect");
    talking.cameTo("established", "");
    talking.cameTo("carries", "");
    assertEquals(List.of(), talking.diagnosed().verdicts());
    assertTrue(talking.diagnosing.failures(Optional.empty(), 1_000).causes().isEmpty());
  }
}
