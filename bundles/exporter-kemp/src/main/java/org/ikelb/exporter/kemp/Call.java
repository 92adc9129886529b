package org.ikelb.exporter.kemp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.text.AddressText;
import org.ikelb.exporter.kemp.LoadMaster.RealServer;
import org.ikelb.exporter.kemp.LoadMaster.Service;

/**
 * A call of the API, the same in both versions; only how it is written differs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param command addvs, addrs
 * @param parameters Strings, Integers and Booleans, in the order in which they are written
 */
record Call(String command, Map<String, Object> parameters) {

  /** All services with their real servers, then which one follows which. */
  static List<Call> of(LoadMaster loadMaster) {
    List<Call> calls = new ArrayList<>();
    for (Service service : loadMaster.services()) {
      calls.add(addService(service));
      service.realServers().forEach(server -> calls.add(addServer(service, server)));
    }
    for (Service service : loadMaster.services()) {
      service.portFollow().ifPresent(port -> calls.add(follow(service, port)));
    }
    return calls;
  }

  private static Call addService(Service service) {
    Map<String, Object> parameters = key(service);
    parameters.put("NickName", service.nickname());
    parameters.put("VStype", "gen");
    parameters.put("ForceL7", true);
    parameters.put("Transparent", service.transparent());
    parameters.put("SubnetOriginating", !service.transparent());
    parameters.put("UseforSnat", service.transparent());
    parameters.put("Persist", "src");
    parameters.put("PersistTimeout", String.valueOf(service.persistTimeout()));
    parameters.put("Schedule", service.schedule().key());
    parameters.put("Idletime", service.idleTime());
    parameters.put("CheckType", service.check().isPresent() ? "icmp" : "none");
    service
        .check()
        .ifPresent(
            ping -> {
              parameters.put("ChkInterval", ping.interval());
              parameters.put("ChkTimeout", ping.timeout());
              parameters.put("ChkRetryCount", ping.retries());
            });
    parameters.put("Enable", true);
    return new Call("addvs", parameters);
  }

  private static Call addServer(Service service, RealServer server) {
    Map<String, Object> parameters = key(service);
    parameters.put("rs", AddressText.of(server.address()));
    parameters.put("rsport", String.valueOf(server.port()));
    parameters.put("Forward", "nat");
    parameters.put("Weight", server.weight());
    parameters.put("Limit", server.limit());
    parameters.put("Enable", server.enabled());
    return new Call("addrs", parameters);
  }

  /** When all services are there: both of a pair must be, and have the same real servers. */
  private static Call follow(Service service, int port) {
    Map<String, Object> parameters = key(service);
    parameters.put("PortFollow", port);
    return new Call("modvs", parameters);
  }

  private static Map<String, Object> key(Service service) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("vs", AddressText.of(service.address()));
    parameters.put("port", String.valueOf(service.port()));
    parameters.put("prot", "udp");
    return parameters;
  }
}
