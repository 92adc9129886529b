package org.ikelb.rules;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a session is, is written from few places. A method writes if it returns nothing, sets a
 * field, or calls one of its own class that writes.
 */
class SessionWritersTest {
  /** Wherever in core they are. */
  private static final Set<String> WRITTEN =
      Set.of("Session", "Progress", "SessionUpstream", "UpstreamPort", "EspClaims", "Flow");

  private static final Set<String> MAY =
      Set.of(
          "Administration writes Session",
          "EndpointMover writes Session",
          "EndpointMover writes SessionUpstream",
          "EspClaims writes Progress",
          "FlowTable writes Flow",
          "FromClients writes EspClaims",
          "FromClients writes Flow",
          "FromClients writes SessionUpstream",
          "FromGateways writes EspClaims",
          "FromGateways writes Progress",
          "FromGateways writes Session",
          "FromGateways writes SessionUpstream",
          "LoopOwner writes SessionUpstream",
          "LoopRelay writes SessionUpstream",
          "Progress writes Session",
          "Rehoming writes SessionUpstream",
          "Session writes Progress",
          "Session writes SessionUpstream",
          "SessionOpener writes Progress",
          "SessionOpener writes Session",
          "SessionTable writes Progress",
          "SessionUpstream writes EspClaims",
          "SessionUpstream writes Progress",
          "SessionUpstream writes UpstreamPort",
          "StateRestorer writes Progress",
          "StateRestorer writes Session",
          "Standing writes Session",
          "Strangers writes EspClaims",
          "Strangers writes Progress",
          "Strangers writes Session",
          "Suspicion writes Progress",
          "Suspicion writes Session",
          "Upstreams writes EspClaims",
          "Upstreams writes Session",
          "Upstreams writes SessionUpstream",
          "Upstreams writes UpstreamPort");

  @Test
  void sessionsUpstreamsAndFlowsAreWrittenFromTheNamedClassesOnly() {
    JavaClasses core = Module.named("core").classes();
    List<JavaClass> written =
        core.stream().filter(type -> WRITTEN.contains(type.getSimpleName())).toList();
    Set<String> found =
        written.stream().flatMap(SessionWritersTest::writes).collect(toCollection(TreeSet::new));

    assertEquals(WRITTEN.size(), written.size(), written::toString);
    assertEquals(lines(MAY), lines(found), "who writes what: may, does");
  }

  private static Stream<String> writes(JavaClass written) {
    return writers(written).stream()
        .flatMap(method -> method.getAccessesToSelf().stream())
        .map(JavaAccess::getOriginOwner)
        .map(SessionWritersTest::outermost)
        .filter(caller -> !caller.equals(written))
        .map(caller -> caller.getSimpleName() + " writes " + written.getSimpleName());
  }

  private static Set<JavaCodeUnit> writers(JavaClass written) {
    Set<JavaCodeUnit> writers = new HashSet<>();
    int known;
    do {
      known = writers.size();
      written.getMethods().stream()
          .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
          .filter(method -> isWriter(method, writers))
          .forEach(writers::add);
    } while (writers.size() > known);
    return writers;
  }

  private static boolean isWriter(JavaCodeUnit method, Set<JavaCodeUnit> known) {
    return method.getRawReturnType().getName().equals("void")
        || method.getFieldAccesses().stream()
            .anyMatch(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
        || method.getMethodCallsFromSelf().stream()
            .flatMap(call -> call.getTarget().resolveMember().stream())
            .anyMatch(known::contains);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(SessionWritersTest::outermost).orElse(type);
  }

  private static String lines(Set<String> all) {
    return String.join("\n", new TreeSet<>(all));
  }
}
