package org.ikelb.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.Warning;
import org.ikelb.console.doctor.Finding.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final String NO_CAPABILITIES = "0000000000000000";
  private static final Needs NEEDS =
      new Needs(
          List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 500)),
          List.of(InetAddress.getLoopbackAddress()),
          true,
          false,
          100_000);

  @TempDir Path proc;
  private FakeHost machine;

  @BeforeEach
  void build() {
    machine = new FakeHost(proc);
  }

  private Finding about(String subject, Needs needs) {
    return Doctor.examine(needs, machine.host(), Optional.of("epoll")).stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private void assertFound(Verdict verdict, String found, String remedy, Finding finding) {
    assertEquals(verdict, finding.verdict(), finding::toString);
    assertTrue(finding.found().contains(found), finding::toString);
    assertTrue(finding.remedy().contains(remedy), finding::toString);
  }

  @Test
  void allIsWellOnAMachineThatHasEverything() {
    List<Finding> odd =
        Doctor.examine(NEEDS, machine.host(), Optional.of("epoll, gro, gso")).stream()
            .filter(finding -> finding.verdict() != Verdict.OK)
            .toList();
    assertEquals(List.of(), odd);
  }

  @Test
  void lowPortsNeedACapabilityOrASysctl() {
    machine.capabilities(NO_CAPABILITIES);
    assertFound(Verdict.PROBLEM, "port 500", "CAP_NET_BIND_SERVICE", about("low ports", NEEDS));
    machine.write("sys/net/ipv4/ip_unprivileged_port_start", "500");
    assertFound(Verdict.OK, "500 or higher", "", about("low ports", NEEDS));
  }

  @Test
  void pingNeedsItsGroupOrACapability() {
    machine.capabilities(NO_CAPABILITIES);
    assertFound(Verdict.WARNING, "may not ping", "ping_group_range", about("ping", NEEDS));
    machine.write("sys/net/ipv4/ping_group_range", "1000\t1000");
    assertFound(Verdict.OK, "ping sockets", "", about("ping", NEEDS));
  }

  @Test
  void pingIsNoMatterWhereNobodyPings() {
    machine.capabilities(NO_CAPABILITIES);
    Needs silent = new Needs(NEEDS.addresses(), List.of(), false, false, 10);
    assertFound(Verdict.OK, "no monitor needs it", "", about("ping", silent));
  }

  @Test
  void preservingClientAddressesNeedsACapability() {
    machine.capabilities(NO_CAPABILITIES);
    Needs preserving = new Needs(NEEDS.addresses(), List.of(), false, true, 10);
    assertFound(Verdict.PROBLEM, "preserve", "CAP_NET_ADMIN", about("client address", preserving));
  }

  @Test
  void smallSocketBuffersAreAWarningUnlessTheyCanBeExceeded() {
    machine.write("sys/net/core/rmem_max", "212992");
    assertFound(Verdict.OK, "exceeded by CAP_NET_ADMIN", "", about("socket buffers", NEEDS));
    machine.capabilities(NO_CAPABILITIES);
    assertFound(
        Verdict.WARNING,
        "213.0 kB to receive",
        "net.core.rmem_max=4194304",
        about("socket buffers", NEEDS));
  }

  @Test
  void fewFilesAreFewSessions() {
    machine.write("self/limits", "Max open files            1024                 1024      files");
    assertFound(
        Verdict.WARNING,
        "1,024 allow 512 upstreams",
        "LimitNOFILE=200512",
        about("open files", NEEDS));
  }

  @Test
  void whoHoldsAnAddressIsNamed() {
    machine.socket("4242", "charon", "00000000:01F4");
    assertFound(
        Verdict.PROBLEM,
        "held by charon, process 4242",
        "stop this IKE daemon",
        about("address 127.0.0.1:500", NEEDS));
    assertFound(
        Verdict.PROBLEM, "listens on 0.0.0.0:500, in the way", "stop", about("IKE daemon", NEEDS));
  }

  @Test
  void aDaemonOnAnotherAddressIsNotInTheWay() {
    machine.socket("4242", "charon", "0200007F:01F4");
    assertFound(Verdict.OK, "free", "", about("address 127.0.0.1:500", NEEDS));
    assertFound(Verdict.OK, "127.0.0.2:500, not in the way", "", about("IKE daemon", NEEDS));
  }

  @Test
  void itsOwnSocketIsNoProblem() {
    machine.socket("self", "java", "0100007F:01F4");
    assertFound(Verdict.OK, "held by this ikelb", "", about("address 127.0.0.1:500", NEEDS));
  }

  @Test
  void anAddressThatTheMachineDoesNotHaveIsAProblem() throws UnknownHostException {
    InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 10});
    Needs elsewhere =
        new Needs(
            List.of(new InetSocketAddress(documentation, 500)),
            List.of(documentation),
            false,
            false,
            1);
    assertFound(
        Verdict.PROBLEM,
        "no interface",
        "ip address add",
        about("address 203.0.113.10:500", elsewhere));
    assertFound(
        Verdict.WARNING,
        "no session can be opened from it",
        "sourceAddresses",
        about("source address 203.0.113.10", elsewhere));
    assertFound(Verdict.OK, "has it", "", about("source address 127.0.0.1", NEEDS));
  }

  @Test
  void aBundleThatDoesNotRunIsAProblem() {
    machine.bundles.add(new Warning("bundle-unresolved", "org.x 1.0", "it lacks the package a.b"));
    assertFound(Verdict.PROBLEM, "lacks the package a.b", "", about("bundle org.x 1.0", NEEDS));
  }

  @Test
  void javaAndTheTransportAreJudged() {
    Host.Jvm old = new Host.Jvm(11, "11.0.2", "Somebody", "/opt/java", "Linux aarch64");
    assertEquals(Verdict.PROBLEM, Software.java(old).verdict());
    assertFound(Verdict.WARNING, "nio", "amd64 only", Software.transport(Optional.empty(), old));
  }
}
