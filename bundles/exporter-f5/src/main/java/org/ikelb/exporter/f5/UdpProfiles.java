package org.ikelb.exporter.f5;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.exporter.f5.BigIp.UdpProfile;
import org.ikelb.exporter.kit.IdleTimes;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Seconds;

/**
 * One UDP profile for each protocol that is spoken: flows of tunnels live longer than those of
 * logins.
 *
 * <p>Not thread-safe: one for each export.
 */
final class UdpProfiles {
  private static final int LONGEST = 86_400;

  private final LegalNames names;
  private final IdleTimes idleTimes;
  private final Map<Protocol, UdpProfile> profiles = new EnumMap<>(Protocol.class);

  UdpProfiles(Timeouts timeouts, LegalNames names, Seconds seconds) {
    this.names = names;
    this.idleTimes = new IdleTimes(timeouts, seconds, LONGEST);
  }

  /** The profile's name. */
  String of(Protocol protocol) {
    return profiles.computeIfAbsent(protocol, this::profile).name();
  }

  List<UdpProfile> list() {
    return List.copyOf(profiles.values());
  }

  private UdpProfile profile(Protocol protocol) {
    String spoken = protocol == Protocol.IKE ? "ike" : "nat_t";
    String name = names.of(IdleTimes.path(protocol), "udp_", spoken, "");
    return new UdpProfile(name, idleTimes.of(protocol));
  }
}
