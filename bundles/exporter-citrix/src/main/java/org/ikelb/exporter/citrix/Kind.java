package org.ikelb.exporter.citrix;

/**
 * The kinds of objects that are exported, and how each is called in NITRO and on the command line.
 * Synopses: NetScaler command reference, ns-feature, lb-group, lb-vserver, lb-monitor,
 * servicegroup, server.
 */
enum Kind {
  FEATURES("nsfeature", "enable ns feature", 1),
  SERVER("server", "add server", 2),
  MONITOR("lbmonitor", "add lb monitor", 2),
  SERVICE_GROUP("servicegroup", "add serviceGroup", 2),
  MEMBER("servicegroup_servicegroupmember_binding", "bind serviceGroup", 3),
  MONITORED("servicegroup_lbmonitor_binding", "bind serviceGroup", 1),
  VIRTUAL_SERVER("lbvserver", "add lb vserver", 4),
  SERVED_BY("lbvserver_servicegroup_binding", "bind lb vserver", 2),
  PERSISTENCY_GROUP("lbgroup", "add lb group", 1),
  GROUPED("lbgroup_lbvserver_binding", "bind lb group", 2);

  private final String resource;
  private final String command;
  private final int positional;

  Kind(String resource, String command, int positional) {
    this.resource = resource;
    this.command = command;
    this.positional = positional;
  }

  /** NITRO's name. */
  String resource() {
    return resource;
  }

  /** The words that a command begins with. */
  String command() {
    return command;
  }

  /** How many of its values, the first ones, stand in a command without their names. */
  int positional() {
    return positional;
  }

  /** The request that makes one: features are enabled, objects added, bindings put. */
  String method() {
    return isBinding() ? "PUT" : "POST";
  }

  /** Where the request goes to. */
  String path() {
    return "/nitro/v1/config/" + resource + (this == FEATURES ? "?action=enable" : "");
  }

  private boolean isBinding() {
    return resource.endsWith("_binding");
  }
}
