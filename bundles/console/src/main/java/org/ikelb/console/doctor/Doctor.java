package org.ikelb.console.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at everything.
 *
 * <p>Immutable; blocks for files.
 */
public final class Doctor {
  private Doctor() {}

  /**
   * Looks now.
   *
   * @param transport what a running ikelb uses; empty: none runs here
   */
  public static List<Finding> examine(Needs needs, Host host, Optional<String> transport) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Software.java(host.java()));
    findings.addAll(Software.bundles(host.bundles().get()));
    findings.add(Software.transport(transport, host.java()));
    findings.add(Privileges.lowPorts(needs, host));
    findings.add(Privileges.ping(needs, host));
    findings.add(Privileges.clientAddress(needs, host));
    findings.add(Resources.buffers(host));
    findings.add(Resources.files(needs, host));
    findings.addAll(Ports.addresses(needs, host));
    findings.addAll(Ports.sources(needs));
    findings.add(Ports.daemon(needs, host));
    return List.copyOf(findings);
  }

  /** Looks only at what keeps ikelb from its start, whoever looks: programs at its addresses. */
  public static List<Finding> examineAddresses(Needs needs, Host host) {
    return Ports.inTheWay(needs, host);
  }
}
