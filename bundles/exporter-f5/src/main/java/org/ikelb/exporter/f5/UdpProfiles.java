package org.ikelb.exporter.f5;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.exporter.f5.BigIp.UdpProfile;
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

  private final Timeouts timeouts;
  private final LegalNames names;
  private final Seconds seconds;
  private final Map<Protocol, UdpProfile> profiles = new EnumMap<>(Protocol.class);

  UdpProfiles(Timeouts timeouts, LegalNames names, Seconds seconds) {
    this.timeouts = timeouts;
    this.names = names;
    this.seconds = seconds;
  }

  /** The profile's name. */
  String of(Protocol protocol) {
    return profiles.computeIfAbsent(protocol, this::profile).name();
  }

  List<UdpProfile> list() {
    return List.copyOf(profiles.values());
  }

  private UdpProfile profile(Protocol protocol) {
    boolean ike = protocol == Protocol.IKE;
    String path = ike ? "timeouts.ike" : "timeouts.established";
    Duration idle = ike ? timeouts.ike() : timeouts.established();
    String name = names.of(path, "udp_", ike ? "ike" : "nat_t", "");
    return new UdpProfile(name, seconds.capped(path, idle, LONGEST));
  }
}
