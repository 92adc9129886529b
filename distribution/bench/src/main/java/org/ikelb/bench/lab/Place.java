package org.ikelb.bench.lab;

import java.nio.file.Path;

/**
 * Where a contender stands: a namespace of its own between the clients and the gateways, with
 * networks of its own, so that none of them has to be stopped while another is measured.
 *
 * @param namespace with the links {@code clients} and {@code gateways}
 * @param number makes its networks: 10.91.NUMBER.0/24 and 10.92.NUMBER.0/24
 * @param core the processor it may use
 * @param directory for its files
 */
public record Place(Namespace namespace, int number, int core, Path directory) {

  /** Its own address towards the clients. */
  public String address() {
    return "10.91." + number + ".1";
  }

  /** Where its clients are at home. */
  public String clients() {
    return "10.91." + number + ".2";
  }

  /** Where its clients roam to. */
  public String roamedClients() {
    return "10.91." + number + ".3";
  }

  String gateway() {
    return "10.92." + number + ".2";
  }
}
